using MeshActors.Conformance.Cases;
using MeshActors.Conformance.Comparison;

namespace MeshActors.Conformance.Xds;

/// <summary>Cases of kind <c>xds</c>: every resource of every proxy, by name.</summary>
/// <param name="subjects">what is under test</param>
/// <param name="explain">whether to say what differs, which costs more than to count</param>
public sealed class XdsCaseKind(IXdsSubjects subjects, bool explain) : ICaseKind
{
    private readonly CanonicalDigests _digests = new();

    public string Kind => "xds";

    public async Task<CaseResult> RunAsync(CaseFile file, CancellationToken cancellation)
    {
        var xdsCase = XdsCase.Read(file);
        var comparison = new XdsComparison(_digests, explain);
        var notes = new List<string>();
        try
        {
            await using var subject = await subjects.LoadAsync(xdsCase, cancellation);
            notes.AddRange(subject.Notes);
            foreach (var proxy in xdsCase.Proxies)
            {
                await CompareProxyAsync(subject, xdsCase, proxy, comparison, notes, cancellation);
            }
        }
        catch (Exception e) when (IsFailureOfSubject(e))
        {
            notes.Add($"loading the case failed: {e}");
            foreach (var proxy in xdsCase.Proxies)
            {
                comparison.AddUnanswered(xdsCase, proxy);
            }
        }

        return comparison.ToResult(file, notes);
    }

    private static async Task CompareProxyAsync(
        IXdsSubject subject,
        XdsCase xdsCase,
        XdsProxy proxy,
        XdsComparison comparison,
        List<string> notes,
        CancellationToken cancellation)
    {
        var answers = new Dictionary<ResourceSort, IReadOnlyList<SubjectResource>>();
        try
        {
            await using var session = await subject.ConnectAsync(proxy, cancellation);
            foreach (var sort in proxy.Order)
            {
                if (proxy.NamesOf(sort) is { } names)
                {
                    answers[sort] = await session.GetAsync(sort, names, cancellation);
                }
            }
        }
        catch (Exception e) when (IsFailureOfSubject(e))
        {
            notes.Add($"{proxy.Name}: {(e is ProxyRefusedException ? $"refused: {e.Message}" : e.ToString())}");
        }

        foreach (var sort in ResourceSort.EnvoyOrder)
        {
            comparison.Add(xdsCase, proxy, sort, answers.GetValueOrDefault(sort) ?? []);
        }
    }

    // Whatever the code under test throws is a result of the case, and is told in its notes.
    private static bool IsFailureOfSubject(Exception e) => e is not (OperationCanceledException or NotAvailableException);
}
