using Envoy.Extensions.TransportSockets.Tls.V3;
using MeshActors.Actors.Config.Credentials;
using MeshActors.Actors.Contracts.Feeds;
using MeshActors.Actors.Contracts.Objects;
using MeshActors.Actors.Contracts.Scopes;
using MeshActors.Mesh.Objects;
using MeshActors.Translation;

namespace MeshActors.Actors.Config.Tests;

public sealed class CredentialFeedTests : IAsyncLifetime
{
    private const string Site = "kubernetes://site";

    private const string Namespaces = """
        apiVersion: v1
        kind: Namespace
        metadata: {name: one}
        ---
        apiVersion: v1
        kind: Namespace
        metadata: {name: two}
        """;

    private readonly ConfigHarness _mesh = new(Namespaces);

    private readonly ScopeTopic _topic = new(
        "gateway", ConfigHarness.Sidecar("one", "gateway") with { VerifiedIdentity = "spiffe://cluster.local/ns/one/sa/gateway" });

    private TestKit.TestProbe _probe = null!;
    private FeedPosition _held;

    public async Task InitializeAsync()
    {
        _probe = _mesh.Kit.CreateTestProbe();
        _mesh.Tell(_topic, new Subscribe(_topic, _probe.Ref, FeedPosition.None), _probe.Ref);
        await _mesh.ReadyAsync();
        _held = (await _probe.FishForMessageAsync<FeedState>()).Position;
        await _probe.ReceiveAllAsync();
    }

    public async Task DisposeAsync() => await _mesh.DisposeAsync();

    [Fact]
    public async Task Secret_OfTheProxysNamespace_IsToldOnceItIsReadAndAllowed()
    {
        _mesh.Objects.Apply(SecretOf("one", "chain"));

        var told = await DemandAsync(Site);

        Chain(told.Changed.ShouldHaveSingleItem()).ShouldBe("chain");
        told.Removed.ShouldBeEmpty();
        _mesh.Access.Asked.ShouldBe([new("Kubernetes", "one", "gateway")]);
    }

    [Fact]
    public async Task Secret_ThatChanges_IsToldAlone()
    {
        _mesh.Objects.Apply(SecretOf("one", "chain"));
        await DemandAsync(Site, Site + "-cacert");

        _mesh.Objects.Apply(SecretOf("one", "renewed"));

        var told = await NextAsync();
        Chain(told.Changed.ShouldHaveSingleItem()).ShouldBe("renewed");
        told.Removed.ShouldBeEmpty();
    }

    [Fact]
    public async Task Secret_ThatSaysTheSameAgain_IsNotTold()
    {
        _mesh.Objects.Apply(SecretOf("one", "chain"));
        await DemandAsync(Site);

        _mesh.Objects.Apply(SecretOf("one", "chain"));

        await _probe.ExpectNoMsgAsync();
    }

    [Fact]
    public async Task Secret_ThatIsMissing_IsToldAsAbsentAndWhenItComes()
    {
        (await DemandAsync(Site)).Removed.ShouldBe([Site]);
        _mesh.Log.Messages.ShouldContain(message => message.Contains("Secret one/site does not exist", StringComparison.Ordinal));

        _mesh.Objects.Apply(SecretOf("one", "chain"));

        (await NextAsync()).Changed.ShouldHaveSingleItem().Name.ShouldBe(Site);
        _mesh.Objects.Delete(ResourceKinds.Secret, "one", "site");
        (await NextAsync()).Removed.ShouldBe([Site]);
    }

    [Fact]
    public async Task Secret_AskedForBeforeThereIsAView_IsAnsweredWithTheFirstStateAndTheLogSaysWhy()
    {
        var lists = new TaskCompletionSource();
        await using var mesh = new ConfigHarness(Namespaces, lists: lists.Task);
        var probe = mesh.Kit.CreateTestProbe();
        var unproved = _topic with { Proxy = _topic.Proxy with { VerifiedIdentity = null } };
        mesh.Tell(unproved, new Subscribe(unproved, probe.Ref, FeedPosition.None), probe.Ref);
        mesh.Tell(unproved, new DemandNames(unproved, probe.Ref, XdsType.Secret, [Site]), probe.Ref);
        await mesh.Kit.AwaitQuiescenceAsync();
        mesh.Log.Messages.ShouldBeEmpty();

        lists.SetResult();

        var state = (await probe.FishForMessageAsync<FeedState>()).State.ShouldBeOfType<ScopeState>();
        state.Answered[XdsType.Secret].ShouldBe([Site]);
        state.Resources[XdsType.Secret].ShouldBeEmpty();
        mesh.Log.Messages.ShouldHaveSingleItem().ShouldContain("has not proved who it is");
    }

    [Fact]
    public async Task Secret_OfAnotherNamespace_IsNeitherToldNorRead()
    {
        _mesh.Objects.Apply(SecretOf("two", "chain"));

        (await DemandUnreadAsync("kubernetes://two/site")).Removed.ShouldBe(["kubernetes://two/site"]);

        _mesh.Access.Asked.ShouldBeEmpty();
        _mesh.Log.Messages.ShouldContain(message => message.Contains("Secret two/site is not of the proxy's namespace, one", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AccountThatMayNotReadSecrets_GetsAuthoritiesOnlyAndTheLogSaysWhy()
    {
        _mesh.Access.Verdict = () => new(false, "no role says so");
        _mesh.Objects.Apply(SecretOf("one", "chain"));

        var told = await DemandAsync(Site, Site + "-cacert");

        told.Changed.ShouldHaveSingleItem().Name.ShouldBe(Site + "-cacert");
        told.Removed.ShouldBe([Site]);
        _mesh.Log.Messages.ShouldContain(
            message => message.Contains("one/gateway of cluster Kubernetes may not list the Secrets", StringComparison.Ordinal)
                && message.EndsWith("no role says so", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Refusal_IsLookedIntoAgainAfterAMinute()
    {
        _mesh.Access.Verdict = () => new(false, "");
        _mesh.Objects.Apply(SecretOf("one", "chain"));
        (await DemandUnreadAsync(Site)).Removed.ShouldBe([Site]);

        _mesh.Access.Verdict = () => new(true, "");
        await PassAsync(TimeSpan.FromSeconds(55));
        _mesh.Access.Asked.Count.ShouldBe(1);
        await PassAsync(TimeSpan.FromSeconds(5));
        await _mesh.Objects.WatchedAsync(_mesh.Watches + 1);

        (await NextAsync()).Changed.ShouldHaveSingleItem().Name.ShouldBe(Site);
    }

    [Fact]
    public async Task Permission_ThatIsTaken_TakesTheSecretAfterFiveMinutes()
    {
        _mesh.Objects.Apply(SecretOf("one", "chain"));
        await DemandAsync(Site);
        _mesh.Access.Verdict = () => new(false, "");

        await PassAsync(TimeSpan.FromMinutes(5));

        (await NextAsync()).Removed.ShouldBe([Site]);
    }

    [Fact]
    public async Task Permission_ThatNobodyCanConfirm_Stands()
    {
        _mesh.Objects.Apply(SecretOf("one", "chain"));
        await DemandAsync(Site);
        _mesh.Access.Verdict = () => throw new InvalidOperationException("the API server is away");

        await PassAsync(TimeSpan.FromMinutes(5));

        _mesh.Access.Asked.Count.ShouldBeGreaterThan(1);
        _mesh.Log.Messages.ShouldContain(message => message.Contains("the API server is away", StringComparison.Ordinal));
        (await _probe.ReceiveAllAsync()).OfType<FeedChange>().ShouldBeEmpty();
    }

    [Fact]
    public async Task Authorities_OfAConfigMapAnywhere_AreToldWithoutARight()
    {
        _mesh.Objects.Apply("""
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: roots, namespace: two}
            data: {ca.crt: roots}
            """);

        var told = await DemandUnreadAsync("configmap://two/roots-cacert");

        var secret = Secret.Parser.ParseFrom(told.Changed.ShouldHaveSingleItem().Value.Span);
        secret.ValidationContext.TrustedCa.InlineBytes.ToStringUtf8().ShouldBe("roots");
        _mesh.Access.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task SecretsNobodyAsksForAnyMore_AreNotFollowed()
    {
        _mesh.Objects.Apply(SecretOf("one", "chain"));
        await DemandAsync(Site);

        await ReleaseAsync(Site);
        await PassAsync(TimeSpan.FromMinutes(10));

        _mesh.Access.Asked.Count.ShouldBe(1);
        _mesh.Objects.Apply(SecretOf("one", "renewed"));
        (await _probe.ReceiveAllAsync()).OfType<FeedChange>().ShouldBeEmpty();
    }

    [Fact]
    public async Task SecretAskedForAgain_IsReadAndAllowedAnew()
    {
        _mesh.Objects.Apply(SecretOf("one", "chain"));
        await DemandAsync(Site, Site + "-cacert");
        await ReleaseAsync(Site, Site + "-cacert");

        _mesh.Objects.Apply(SecretOf("one", "renewed"));
        Chain((await DemandUnreadAsync(Site)).Changed.ShouldHaveSingleItem()).ShouldBe("renewed");

        await ReleaseAsync(Site);
        _mesh.Access.Verdict = () => new(false, "");
        var told = await DemandUnreadAsync(Site);
        told.Changed.ShouldBeEmpty();
        told.Removed.ShouldBe([Site]);
        await _probe.ExpectNoMsgAsync();
    }

    [Fact]
    public async Task WatchOfSecrets_ThatMoves_KeepsWhatWasTold()
    {
        _mesh.Objects.Apply(SecretOf("one", "chain"));
        await DemandAsync(Site);

        await _mesh.LoseAsync(new ObjectsTopic("Kubernetes", ResourceKinds.Secret, "one"));
        await PassAsync(FeedReader.RenewEvery);
        await _mesh.Objects.WatchedAsync(_mesh.Watches + 2);
        await _probe.ExpectNoMsgAsync();

        _mesh.Objects.Apply(SecretOf("one", "renewed"));
        Chain((await NextAsync()).Changed.ShouldHaveSingleItem()).ShouldBe("renewed");
    }

    private static string SecretOf(string ns, string chain) => $$"""
        apiVersion: v1
        kind: Secret
        metadata: {name: site, namespace: {{ns}}}
        type: kubernetes.io/tls
        stringData: {tls.crt: {{chain}}, tls.key: key, ca.crt: roots}
        """;

    private static string Chain(EncodedResource resource) =>
        Secret.Parser.ParseFrom(resource.Value.Span).TlsCertificate.CertificateChain.InlineBytes.ToStringUtf8();

    // The first who asks makes the Secrets be watched, outside the actors.
    private async Task<ResourceChanges> DemandAsync(params string[] names)
    {
        _mesh.Tell(_topic, new DemandNames(_topic, _probe.Ref, XdsType.Secret, names), _probe.Ref);
        await _mesh.Objects.WatchedAsync(_mesh.Watches + 1);
        return await NextAsync();
    }

    private Task<ResourceChanges> DemandUnreadAsync(string name)
    {
        _mesh.Tell(_topic, new DemandNames(_topic, _probe.Ref, XdsType.Secret, [name]), _probe.Ref);
        return NextAsync();
    }

    private async Task ReleaseAsync(params string[] names)
    {
        _mesh.Tell(_topic, new ReleaseNames(_topic, _probe.Ref, XdsType.Secret, names), _probe.Ref);
        await _mesh.Kit.AwaitQuiescenceAsync();
    }

    private async Task<ResourceChanges> NextAsync()
    {
        var next = await _probe.FishForMessageAsync<FeedChange>();
        _held = next.Position;
        return next.Change.ShouldBeOfType<ScopeDelta>().Changes[XdsType.Secret];
    }

    // A subscription that is not renewed ends.
    private async Task PassAsync(TimeSpan time)
    {
        for (var passed = TimeSpan.Zero; passed < time; passed += FeedReader.RenewEvery)
        {
            _mesh.Tell(_topic, new Subscribe(_topic, _probe.Ref, _held), _probe.Ref);
            await _mesh.Kit.AdvanceAsync(FeedReader.RenewEvery);
        }
    }
}
