using Envoy.Extensions.PrivateKeyProviders.Cryptomb.V3Alpha;
using Envoy.Extensions.PrivateKeyProviders.Qat.V3Alpha;
using Google.Protobuf;
using MeshActors.Mesh.Configuration;
using MeshActors.Mesh.Proxy;
using MeshActors.Translation.Secrets;
using MeshActors.Translation.Tests.Security;
using Shouldly;
using Xunit;
using EnvoySecret = Envoy.Extensions.TransportSockets.Tls.V3.Secret;

namespace MeshActors.Translation.Tests.Secrets;

public sealed class SecretTranslatorTests
{
    private static readonly ProxyNode Gateway = PolicyMesh.Cart with
    {
        Type = ProxyType.Router,
        VerifiedIdentity = "spiffe://cluster.local/ns/shop/sa/gateway",
    };

    private readonly SecretTranslator _translator = new();
    private readonly FakeCredentials _credentials = new();

    public SecretTranslatorTests()
    {
        _credentials.Add("shop", "site", ("tls.crt", "chain"), ("tls.key", "key"), ("ca.crt", "roots"), ("ca.crl", "revoked"), ("tls.ocsp-staple", "staple"));
        _credentials.Add("other", "site", ("cert", "chain"), ("key", "key"));
    }

    [Fact]
    public void Translate_TlsSecret_GivesChainKeyAndStaple()
    {
        var certificate = Ask("kubernetes://site").ShouldHaveSingleItem().TlsCertificate;

        certificate.CertificateChain.InlineBytes.ShouldBe(ByteString.CopyFromUtf8("chain"));
        certificate.PrivateKey.InlineBytes.ShouldBe(ByteString.CopyFromUtf8("key"));
        certificate.OcspStaple.InlineBytes.ShouldBe(ByteString.CopyFromUtf8("staple"));
    }

    [Theory]
    [InlineData("cryptomb", 10, 10_000_000)]
    [InlineData("qat", 2_020, 20_000_000)]
    public void Translate_ProxyWithHardwareForKeys_HandsThemToIt(string name, int delay, int nanoseconds)
    {
        var (wait, fallback) = (TimeSpan.FromMilliseconds(delay), true);
        var config = MeshConfigDefaults.Proxy with
        {
            PrivateKeyProvider = name == "qat"
                ? new() { Qat = new() { PollDelay = wait, Fallback = fallback } }
                : new() { Cryptomb = new() { PollDelay = wait, Fallback = fallback } },
        };
        var resource = _translator.Translate(
            PolicyMesh.Context("", Gateway with { ProxyConfig = config }), ["kubernetes://site"], _credentials).ShouldHaveSingleItem();
        var certificate = EnvoySecret.Parser.ParseFrom(resource.Value.Span).TlsCertificate;

        certificate.PrivateKey.ShouldBeNull();
        certificate.OcspStaple.ShouldBeNull();
        var provider = certificate.PrivateKeyProvider;
        (provider.ProviderName, provider.Fallback).ShouldBe((name, true));
        var (key, poll) = name == "qat"
            ? (provider.TypedConfig.Unpack<QatPrivateKeyMethodConfig>().PrivateKey, provider.TypedConfig.Unpack<QatPrivateKeyMethodConfig>().PollDelay)
            : (provider.TypedConfig.Unpack<CryptoMbPrivateKeyMethodConfig>().PrivateKey, provider.TypedConfig.Unpack<CryptoMbPrivateKeyMethodConfig>().PollDelay);
        key.InlineBytes.ShouldBe(ByteString.CopyFromUtf8("key"));
        poll.ShouldBe(new() { Nanos = nanoseconds });
    }

    [Fact]
    public void Translate_AuthoritiesWithoutSecretOfTheirOwn_AreThoseOfTheCertificatesSecret()
    {
        var validation = Ask("kubernetes://site-cacert").ShouldHaveSingleItem().ValidationContext;

        validation.TrustedCa.InlineBytes.ShouldBe(ByteString.CopyFromUtf8("roots"));
        validation.Crl.InlineBytes.ShouldBe(ByteString.CopyFromUtf8("revoked"));
    }

    [Fact]
    public void Translate_AuthoritiesWithSecretOfTheirOwn_PrefersIt()
    {
        _credentials.Add("shop", "site-cacert", ("cacert", "own"));

        var validation = Ask("kubernetes://site-cacert").ShouldHaveSingleItem().ValidationContext;
        validation.TrustedCa.InlineBytes.ShouldBe(ByteString.CopyFromUtf8("own"));
        validation.Crl.ShouldBeNull();
    }

    [Theory]
    [InlineData("kubernetes://other/site")]
    [InlineData("kubernetes-gateway://shop/site")]
    [InlineData("kubernetes://missing")]
    [InlineData("invalid://")]
    [InlineData("configmap://shop/")]
    public void Translate_WhatTheProxyMayNotSeeOrIsNotThere_GivesNothing(string name) => Ask(name).ShouldBeEmpty();

    [Fact]
    public void Translate_AccountThatMayNotListSecrets_GetsAuthoritiesOnly()
    {
        _credentials.MayList = false;

        Ask("kubernetes://site", "kubernetes://site-cacert").ShouldHaveSingleItem().Name.ShouldBe("kubernetes://site-cacert");
    }

    [Fact]
    public void Translate_StreamWithoutIdentity_GivesNothing() =>
        _translator.Translate(PolicyMesh.Context("", Gateway with { VerifiedIdentity = null }), ["kubernetes://site"], _credentials).ShouldBeEmpty();

    [Fact]
    public void Translate_IncompletePair_GivesNothing()
    {
        _credentials.Add("shop", "half", ("tls.crt", "chain"), ("tls.key", ""));

        Ask("kubernetes://half").ShouldBeEmpty();
    }

    [Fact]
    public void Translate_SecretThatDidNotChange_IsEncodedOnce()
    {
        var context = PolicyMesh.Context("", Gateway);
        var first = _translator.Translate(context, ["kubernetes://site"], _credentials);

        _translator.Translate(context, ["kubernetes://site"], _credentials)[0].ShouldBeSameAs(first[0]);
        _translator.Misses.ShouldBe(1);
    }

    [Theory]
    [InlineData("kubernetes-gateway://shop/site", "kubernetes-gateway://shop/site", false, true)]
    [InlineData("kubernetes-gateway://shop/site", "kubernetes-gateway://shop/site-cacert", false, true)]
    [InlineData("kubernetes-gateway://other/site", "kubernetes-gateway://other/site", false, false)]
    [InlineData("kubernetes-gateway://other/site", "kubernetes-gateway://other/site", true, true)]
    public void Translate_CredentialThatAGatewayNames_IsGivenInItsNamespaceOrByGrant(string named, string asked, bool isGranted, bool isGiven)
    {
        _credentials.MayList = false;
        _credentials.IsGranted = isGranted;
        var context = PolicyMesh.Context(
            $$"""
            apiVersion: networking.istio.io/v1
            kind: Gateway
            metadata: {name: entry, namespace: shop}
            spec:
              selector: {app: cart}
              servers: [{port: {number: 443, name: https, protocol: HTTPS}, hosts: ['*'], tls: {mode: MUTUAL, credentialName: '{{named}}' } }]
            """,
            Gateway);

        _translator.Translate(context, [asked], _credentials).Select(resource => resource.Name).ShouldBe(isGiven ? [asked] : []);
    }

    private List<EnvoySecret> Ask(params string[] names) =>
    [
        .. _translator.Translate(PolicyMesh.Context("", Gateway), names, _credentials)
            .Select(resource => EnvoySecret.Parser.ParseFrom(resource.Value.Span)),
    ];
}
