namespace MeshActors.Conformance.Cases;

/// <summary>Runs the cases of one <c>kind</c>. To add a kind, implement this and list it in <see cref="CaseKinds"/>.</summary>
public interface ICaseKind
{
    string Kind { get; }

    /// <summary>
    /// Runs one case; several may run at once. A failure of what is under test is a difference, not an exception.
    /// Fails with <see cref="NotAvailableException"/> where this way of running does not exist.
    /// </summary>
    Task<CaseResult> RunAsync(CaseFile file, CancellationToken cancellation);
}
