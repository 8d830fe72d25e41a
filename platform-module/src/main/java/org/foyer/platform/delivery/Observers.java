package org.foyer.platform.delivery;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.ObserverMethod;
import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.foyer.contracts.event.Delivered;
import org.foyer.contracts.event.DomainEvent;

/**
 * The {@code @Delivered} observers there are. An observer's stable name is {@code <context>.<class>}, from its package
 * {@code org.foyer.<context>.…} and class name; one class therefore has at most one observer of an event.
 */
@ApplicationScoped
class Observers {
    private static final AnnotationLiteral<Delivered> DELIVERED = new DeliveredLiteral();

    private BeanManager beanManager;
    private Instance<Selective> selective;
    private final Map<String, Selective> selectiveByName = new ConcurrentHashMap<>();
    private final Map<Class<?>, Map<String, ObserverMethod<? super DomainEvent>>> byEvent = new ConcurrentHashMap<>();

    @Inject
    Observers(BeanManager beanManager, @Any Instance<Selective> selective) {
        this.beanManager = beanManager;
        this.selective = selective;
    }

    @PostConstruct
    void findSelective() {
        for (var handle : selective.handles()) {
            selectiveByName.put(nameOf(handle.getBean().getBeanClass()), handle.get());
        }
    }

    /** The names of the observers that want this very event. */
    List<String> wanting(DomainEvent event) {
        return of(event).keySet().stream()
                .filter(name -> {
                    var choosy = selectiveByName.get(name);
                    return choosy == null || choosy.wants(event);
                })
                .toList();
    }

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected Observers() {}

    /** The observers to deliver this event to, by their stable names. */
    Map<String, ObserverMethod<? super DomainEvent>> of(DomainEvent event) {
        return byEvent.computeIfAbsent(event.getClass(), type -> resolve(event));
    }

    private Map<String, ObserverMethod<? super DomainEvent>> resolve(DomainEvent event) {
        var observers = new LinkedHashMap<String, ObserverMethod<? super DomainEvent>>();
        for (var observer : beanManager.resolveObserverMethods(event, DELIVERED)) {
            // resolution also returns observers without any qualifier
            if (observer.getObservedQualifiers().contains(DELIVERED)
                    && observers.put(nameOf(observer.getBeanClass()), observer) != null) {
                throw new IllegalStateException(observer.getBeanClass() + " observes " + event.getClass() + " twice");
            }
        }
        return observers;
    }

    private static String nameOf(Class<?> beanClass) {
        var parts = beanClass.getPackageName().split("\\.", -1);
        var context = parts.length > 2 ? parts[2] : beanClass.getPackageName();
        return context + "." + beanClass.getSimpleName();
    }

    private static final class DeliveredLiteral extends AnnotationLiteral<Delivered> implements Delivered {
        private static final long serialVersionUID = 1L;
    }
}
