using MeshActors.Kubernetes.Embedded.Workloads.Apps;

namespace MeshActors.Kubernetes.Embedded.Tests.Workloads;

public sealed class RolloutPlanTests
{
    [Fact]
    public void Rolling_FromAnyState_KeepsBothBoundsAndEnds()
    {
        var random = new Random(1);
        for (var run = 0; run < 500; run++)
        {
            var desired = random.Next(0, 12);
            var surge = random.Next(0, 4);
            var unavailable = random.Next(0, desired + 1);
            var current = new ReplicaCount(0, 0);
            ReplicaCount[] old = [new(desired, desired), new(random.Next(0, 3), 0)];
            var steps = 0;
            while (current.Available < desired || old.Any(o => o.Wanted > 0))
            {
                steps++.ShouldBeLessThan(100);
                var before = current.Available + old.Sum(o => o.Available);
                var total = Math.Max(desired + surge, current.Wanted + old.Sum(o => o.Wanted));
                var plan = RolloutPlan.Rolling(desired, surge, unavailable, current, old);
                old = [.. old.Zip(plan.Old, (o, wanted) => new ReplicaCount(wanted, Math.Min(o.Available, wanted)))];
                current = current with { Wanted = plan.Current };

                var effective = surge == 0 && unavailable == 0 ? 1 : unavailable;
                (current.Wanted + old.Sum(o => o.Wanted)).ShouldBeLessThanOrEqualTo(total);
                (current.Available + old.Sum(o => o.Available)).ShouldBeGreaterThanOrEqualTo(Math.Min(before, desired - effective));

                // Some of the new become ready before the next look.
                current = current with { Available = random.Next(current.Available, current.Wanted + 1) };
            }
        }
    }

    [Fact]
    public void Recreate_WhileOldPodsLinger_DoesNotBegin()
    {
        RolloutPlan.Recreate(3, 0, 1, 2).ShouldSatisfyAllConditions(p => p.Current.ShouldBe(0), p => p.Old.ShouldBe([0]));
        RolloutPlan.Recreate(3, 0, 1, 0).Current.ShouldBe(3);
    }
}
