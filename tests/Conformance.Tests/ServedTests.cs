using MeshActors.Conformance.Cases;
using MeshActors.Conformance.Xds;
using MeshActors.Conformance.Xds.Direct;
using MeshActors.Conformance.Xds.Served;
using MeshActors.Testing;

namespace MeshActors.Conformance.Tests;

/// <summary>What comes over a stream is what the translation says, whichever protocol the proxy speaks.</summary>
public class ServedTests
{
    [SharedDataFact("conformance/xds")]
    public async Task Run_BookinfoOverStreams_AnswersAsTranslationDoes()
    {
        var cases = CaseFolder.Find(new RunOptions { Folder = SharedData.Find("conformance/xds")!, Include = "sample-bookinfo-*" });
        cases.ShouldNotBeEmpty();
        foreach (var file in cases)
        {
            var direct = await new XdsCaseKind(new DirectSubjects(), explain: false).RunAsync(file, CancellationToken.None);
            foreach (var isDelta in new[] { true, false })
            {
                var served = await new XdsCaseKind(new ServedSubjects(isDelta), explain: false).RunAsync(file, CancellationToken.None);

                served.Notes.ShouldBeEmpty($"{file.Name}, incremental: {isDelta}");
                foreach (var part in direct.Parts.Keys.Where(part => part != "secrets"))
                {
                    served.Parts[part].ShouldBe(direct.Parts[part], $"{file.Name}/{part}, incremental: {isDelta}");
                }
            }
        }
    }
}
