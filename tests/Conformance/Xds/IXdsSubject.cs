namespace MeshActors.Conformance.Xds;

/// <summary>What is under test, loaded with one case's objects.</summary>
public interface IXdsSubject : IAsyncDisposable
{
    /// <summary>What could not be read of the input, for people who look at differences.</summary>
    IReadOnlyList<string> Notes { get; }

    /// <summary>Lets a proxy connect. Fails with <see cref="ProxyRefusedException"/> where it is not served.</summary>
    Task<IProxySession> ConnectAsync(XdsProxy proxy, CancellationToken cancellation);
}

/// <summary>One proxy's session; requests come in the order of <see cref="XdsProxy.Order"/>.</summary>
public interface IProxySession : IAsyncDisposable
{
    /// <param name="names">the names asked for; empty is a wildcard</param>
    Task<IReadOnlyList<SubjectResource>> GetAsync(ResourceSort sort, IReadOnlyList<string> names, CancellationToken cancellation);
}

/// <summary>Makes subjects, one a case.</summary>
public interface IXdsSubjects
{
    Task<IXdsSubject> LoadAsync(XdsCase xdsCase, CancellationToken cancellation);
}
