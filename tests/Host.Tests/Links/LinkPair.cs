using System.Net;
using System.Security.Cryptography.X509Certificates;
using MeshActors.Actors.Actor;
using MeshActors.Actors.Contracts.Wire;
using MeshActors.Actors.Membership;
using MeshActors.Actors.Remote;
using MeshActors.Host.Links;
using MeshActors.Host.Security;
using MeshActors.Host.Web;
using MeshActors.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace MeshActors.Host.Tests.Links;

/// <summary>Two replicas in this process, linked over TLS on loopback.</summary>
internal sealed class LinkPair : IAsyncDisposable
{
    // Both live until the test ends, however slowly they run: a link that counts as lost loses what was sent.
    private static readonly MembershipSettings Membership =
        new() { LeaseDuration = 2 * Patience.Limit, WriteValidity = Patience.Limit, LinkGrace = Patience.Limit };

    private static readonly LinkSettings Links = new() { ConnectTimeout = Patience.Limit, SilenceLimit = Patience.Limit };

    private readonly List<IAsyncDisposable> _parts = [];

    public required ActorSystem Left { get; init; }

    public required ActorSystem Right { get; init; }

    public static async Task<LinkPair> StartAsync()
    {
        var (certificate, key) = CertificateIssuer.CreateAuthority("CN=link", TimeProvider.System);
        var authority = new CertificateIssuer(X509Certificate2.CreateFromPem(certificate, key), [X509Certificate2.CreateFromPem(certificate)], TimeProvider.System);
        var store = new InMemoryLeaseStore();
        var parts = new List<IAsyncDisposable>();
        var left = await StartAsync("left", authority, store, parts);
        var right = await StartAsync("right", authority, store, parts);
        var pair = new LinkPair { Left = left, Right = right };
        pair._parts.AddRange(parts);
        await pair.UntilBothAreMembersAsync();
        return pair;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var part in Enumerable.Reverse(_parts))
        {
            await part.DisposeAsync();
        }
    }

    private static async Task<ActorSystem> StartAsync(string id, CertificateIssuer authority, ILeaseStore store, List<IAsyncDisposable> parts)
    {
        var own = authority.Issue(id, [id], []);
        var transport = new GrpcReplicaTransport(authority, own);
        var server = await LinkServer.StartAsync(
            new IPEndPoint(IPAddress.Loopback, 0), transport, authority, own, NullLoggerFactory.Instance, TimeProvider.System, CancellationToken.None);
        parts.Add(server);
        var system = ActorSystem.Create("pair", new ActorSystemSettings { Address = id });
        parts.Add(system);
        Cluster.Join(system, $"127.0.0.1:{server.Ports[0]}", store, Membership);
        ReplicaLinks.Start(system, transport, ContractMessages.Register(new MessageRegistry()), Links);
        return system;
    }

    private Task UntilBothAreMembersAsync()
    {
        var both = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var watcher = Left.ActorOf(Props.Create(() => new MemberWatcher(view =>
        {
            if (view.Members.Length == 2)
            {
                both.TrySetResult();
            }
        })));
        Cluster.Get(Left).Subscribe(watcher);
        return both.Task.WaitAsync(Patience.Limit);
    }

    private sealed class MemberWatcher : ReceiveActor
    {
        public MemberWatcher(Action<MembershipView> changed)
        {
            Receive<ClusterEvent.ViewChanged>(change => changed(change.View));
            ReceiveAny(_ => { });
        }
    }
}
