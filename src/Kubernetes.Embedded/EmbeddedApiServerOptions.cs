using System.Net;
using MeshActors.Kubernetes.Embedded.Store;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace MeshActors.Kubernetes.Embedded;

/// <summary>How an <see cref="EmbeddedApiServer"/> listens and what it keeps.</summary>
public sealed record EmbeddedApiServerOptions
{
    public IPAddress ListenAddress { get; init; } = IPAddress.Loopback;

    /// <summary>The HTTPS port; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>A port for plain HTTP on loopback, where every request is the admin's; 0 takes a free one, null opens none.</summary>
    public int? PlainPort { get; init; }

    /// <summary>The folder for objects and keys, which outlive a restart there; null keeps everything in memory.</summary>
    public string? DataFolder { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Where cluster IPs come from.</summary>
    public IPNetwork ServiceCidr { get; init; } = IPNetwork.Parse("10.96.0.0/16");

    /// <summary>Further DNS names that the serving certificate is to carry.</summary>
    public IReadOnlyList<string> ServerNames { get; init; } = [];

    /// <summary>Pods are deleted gracefully and wait for a simulated kubelet to finish them.</summary>
    public bool GracefulPodDeletion { get; init; }

    /// <summary>The largest request body, in bytes.</summary>
    public long MaxBodyBytes { get; init; } = 3 * 1024 * 1024;

    /// <summary>The store's bounds; its data folder is taken from <see cref="DataFolder"/>.</summary>
    public StoreOptions Store { get; init; } = new();

    /// <summary>
    /// Turns a webhook's service (namespace, name, port) into an address to call; null where it knows none. Without a
    /// resolver, services are found through their endpoint slices.
    /// </summary>
    public Func<string, string, int, IPEndPoint?>? ServiceResolver { get; init; }

    public ILoggerFactory Logging { get; init; } = NullLoggerFactory.Instance;
}
