namespace MeshActors.Translation.Routes;

/// <summary>A service as a virtual host of its own, and its domains for those who give it other routes.</summary>
internal sealed class ServiceHost
{
    private ServiceHost(ServiceHostInputs inputs, ServiceDomains domains, RouteMemos memos)
    {
        Inputs = inputs;
        Domains = domains;

        var (service, port, hash, perspective) = inputs;
        var host = OutboundServices.NameOf(service, perspective.Port);
        var name = HostDomains.WithPort(host, port);
        if (DomainsAlone(host, name) is { Count: > 0 } alone)
        {
            Host = new(
                new(name, alone, new([]), perspective.IncludesAttemptCount)
                {
                    ToService = new(host, port, perspective.Mesh.DefaultHttpRetryPolicy, hash),
                    Session = PersistentSession.Of(service, perspective.Mesh.Features),
                },
                source: null,
                this,
                memos.Generation);
        }
    }

    public ServiceHostInputs Inputs { get; }

    public ServiceDomains Domains { get; }

    /// <summary>The virtual host that it has where nobody else claims one of its names; null for none.</summary>
    public SidecarHost? Host { get; }

    public static ServiceHost Of(ServiceHostInputs inputs, RouteMemos memos) => new(inputs, ServiceDomains.Of(inputs), memos);

    private ValueList<string> DomainsAlone(string host, string name)
    {
        var domains = Domains.All;
        if (!UniqueDomains.AreApart(Domains, host, name))
        {
            var unique = new UniqueDomains(1);
            unique.Reserve(host, name);
            domains = unique.Take(Domains.All, Domains.Alternatives);
        }

        return HostDomains.Listed(domains, Inputs.Perspective.Port, Inputs.Port);
    }
}
