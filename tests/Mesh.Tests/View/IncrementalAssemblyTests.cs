using MeshActors.Mesh.Networking;
using MeshActors.Mesh.Objects;
using MeshActors.Mesh.Registry;
using MeshActors.Mesh.View;

namespace MeshActors.Mesh.Tests.View;

/// <summary>A view that was updated step by step must say what one assembled at once says.</summary>
public sealed class IncrementalAssemblyTests
{
    private static readonly string[] Namespaces = ["a", "b", "c", "istio-system"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Assemble_RandomChanges_EqualsAssemblyAtOnce(int seed)
    {
        var random = new Random(seed);
        var mesh = new MeshBuilder();
        MeshView? view = null;
        for (var step = 0; step < 60; step++)
        {
            mesh = Change(mesh, random, step);
            view = mesh.Assemble(view);

            // Only scopes that were asked for are taken over.
            if (step % 2 == 0)
            {
                Describe(view).ShouldBe(Describe(mesh.Assemble()), $"seed {seed}, step {step}");
            }
        }
    }

    [Fact]
    public void Assemble_NothingChanged_GivesTheSameView()
    {
        var mesh = new MeshBuilder().With(MeshBuilder.Kubernetes("s", "a"));
        var view = mesh.Assemble();

        mesh.Assemble(view).ShouldBeSameAs(view);
    }

    [Fact]
    public void Delta_OneObjectChanged_NamesItAndNothingElse()
    {
        var mesh = new MeshBuilder().With(MeshBuilder.Kubernetes("s", "a")).With("a", "vs", MeshBuilder.RouteTo("s", "s")).With("b", "vs", MeshBuilder.RouteTo("s", "s"));
        var first = mesh.Assemble();

        var delta = mesh.With("a", "vs", MeshBuilder.RouteTo("s", "t")).Assemble(first).Delta;

        delta.GlobalsChanged.ShouldBeFalse();
        delta.Namespaces.ShouldBe(["a"]);
        delta.Kinds.ShouldBe([ResourceKinds.VirtualService]);
        delta.Objects.ShouldBe([new ObjectReference("VirtualService", "a", "vs")]);
        delta.Services.ShouldBeEmpty();
    }

    [Fact]
    public void Delta_FactsOfAService_NameTheService()
    {
        var service = MeshBuilder.Kubernetes("s", "a");
        var snapshot = new NamespaceSnapshot { Namespace = "a", Services = [service] };
        var first = new MeshBuilder().With(snapshot).Assemble();

        var changed = snapshot with { Facts = new Dictionary<ServiceKey, ServiceFacts> { [service.Key] = new() { ServiceAccounts = ["x"] } } };
        var second = new MeshBuilder { Globals = first.Globals }.With(changed).Assemble(first);

        second.Delta.Services.ShouldBe([service.Key]);
        second.Facts(service.Key).ServiceAccounts.ShouldBe(["x"]);
    }

    [Fact]
    public void Assemble_DiscoverySelectors_LeaveNamespacesOut()
    {
        var mesh = new MeshBuilder();
        mesh = mesh.With(mesh.Globals.Mesh with { DiscoverySelectors = [new() { MatchLabels = new Dictionary<string, string> { ["mesh"] = "yes" } }] });
        mesh = mesh.With(new NamespaceSnapshot { Namespace = "in", Labels = new Dictionary<string, string> { ["mesh"] = "yes" }, Services = [MeshBuilder.Kubernetes("s", "in")] });
        mesh = mesh.With(MeshBuilder.Kubernetes("s", "out"));

        mesh.Assemble().Services.Select(s => s.Namespace).ShouldBe(["in"]);
    }

    private static MeshBuilder Change(MeshBuilder mesh, Random random, int step)
    {
        var ns = Namespaces[random.Next(Namespaces.Length)];
        var name = "n" + random.Next(3);
        string[] exportTo = random.Next(4) switch { 0 => ["."], 1 => ["a", "b"], 2 => ["*"], _ => [] };
        return random.Next(9) switch
        {
            0 => mesh.With(MeshBuilder.Kubernetes(name, ns, day: 1 + (step % 20)) with { ExportTo = [.. exportTo.Select(e => e == "." ? ns : e)] }),
            1 => mesh.With(MeshBuilder.Entry("shared.example", ns, day: 1 + (step % 20))),
            2 => mesh.With(MeshBuilder.Kubernetes("alias", ns) with { Resolution = Resolution.Alias, ExternalName = $"{name}.a.svc.cluster.local" }),
            3 => mesh.With(ns, name, MeshBuilder.RouteTo(name, $"{name}.b.svc.cluster.local") with { ExportTo = exportTo }, day: 1 + (step % 20)),
            4 => mesh.Without(ResourceKinds.VirtualService, ns, name),
            5 => mesh.With(ns, name, new DestinationRule { Host = random.Next(2) == 0 ? name : "*.local", ExportTo = exportTo, Subsets = [new() { Name = "s" + step }] }),
            6 => mesh.With(ns, "sidecar", new Sidecar { Egress = [new() { Hosts = [random.Next(2) == 0 ? "./*" : "*/*", "~c/n1.c.svc.cluster.local"] }] }),
            7 => mesh.Without(ResourceKinds.Sidecar, ns, "sidecar"),
            _ => random.Next(4) == 0 ? mesh.Without(ns) : mesh,
        };
    }

    private static string Describe(MeshView view)
    {
        var lines = new List<string>
        {
            "services " + string.Join(' ', view.Services.Select(s => $"{s}[{string.Join(',', s.Aliases)}]")),
            "rules " + string.Join(' ', view.All<DestinationRule>().Select(r => $"{r.Meta.Namespace}/{r.Meta.Name}")),
        };
        foreach (var ns in Namespaces)
        {
            lines.Add($"routes {ns} " + string.Join(' ', view.VirtualServicesFor(ns, "mesh").Select(c => $"{c.Meta.Namespace}/{c.Meta.Name}:{c.Spec.Http[0].Route[0].Destination!.Host}")));
            foreach (var node in new[] { Proxies.Sidecar(ns), Proxies.Router(ns) })
            {
                var scope = view.ScopeOf(node);
                lines.Add($"{node.Type} {ns} {scope.Sidecar?.Meta.Namespace}");
                lines.AddRange(scope.Services.Select(s => $"  {s} {scope.DestinationRuleFor(s, node.Labels)?.Rule.Spec.Subsets[0].Name}"));
                lines.AddRange(scope.EgressListeners.Select(l => "  > " + string.Join(' ', l.Services) + " | " + string.Join(' ', l.VirtualServices.Select(v => v.Meta.Namespace + v.Meta.Name))));
            }
        }

        return string.Join('\n', lines);
    }
}
