using MeshActors.Host.Clusters;
using Microsoft.Extensions.Logging.Abstractions;

namespace MeshActors.Host.Tests.Clusters;

public sealed class SystemNamesTests
{
    private readonly SystemNames _names = new(TimeProvider.System, NullLogger.Instance);

    [Fact]
    public async Task Resolve_KnownName_GivesItsAddresses() =>
        (await _names.ResolveAsync("localhost", default)).ShouldContain(address => address == "127.0.0.1" || address == "::1");

    [Fact]
    public async Task Resolve_WhatIsNoName_GivesNothing() =>
        (await _names.ResolveAsync(new('x', 300), default)).ShouldBeEmpty();
}
