using MeshActors.Conformance.Cases;

namespace MeshActors.Conformance.Authz;

/// <summary>A kind of the <c>authz</c> area: each case is one or several values, compared one by one.</summary>
/// <param name="kind">the kind's name</param>
/// <param name="check">what differs, by the name of the value; a null difference is a value as expected</param>
internal sealed class AuthzCaseKind(string kind, Func<CaseFile, IEnumerable<AuthzValue>> check) : ICaseKind
{
    public string Kind => kind;

    public Task<CaseResult> RunAsync(CaseFile file, CancellationToken cancellation)
    {
        var notes = new List<string>();
        List<AuthzValue> values;
        try
        {
            values = [.. check(file)];
        }
        catch (Exception e) when (e is not (OperationCanceledException or NotAvailableException))
        {
            notes.Add($"the case failed: {e}");
            values = [new("result", file.Content.GetRawText(), null)];
        }

        var differences = values
            .Select(value => new ResourceDifference(value.Name, value.Differences()))
            .Where(difference => difference.Details.Count > 0)
            .ToList();
        var parts = new Dictionary<string, Tally> { [kind] = new(values.Count, values.Count - differences.Count) };
        return Task.FromResult(new CaseResult(file.Name, file.Prefix, parts, differences, notes));
    }
}
