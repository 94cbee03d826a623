using System.Collections.Concurrent;
using MeshActors.Conformance.Cases;
using MeshActors.Conformance.Xds;
using MeshActors.Conformance.Xds.Direct;
using MeshActors.Testing;

namespace MeshActors.Conformance.Tests;

public class CaseMeshTests
{
    // Objects of kinds that are not read yet are told in the notes as well; those are no error of the reading.
    [SharedDataFact("conformance/xds")]
    public void Load_EveryRecordedCase_ReadsEveryObjectOfAKnownKind()
    {
        var notes = new ConcurrentQueue<string>();
        Parallel.ForEach(CaseFolder.Find(new RunOptions { Folder = SharedData.Find("conformance/xds")! }), file =>
        {
            foreach (var note in CaseMesh.Load(XdsCase.Read(file)).Notes)
            {
                notes.Enqueue($"{file.Name}: {note}");
            }
        });

        notes.Where(note => !note.EndsWith("is not a kind that the mesh reads", StringComparison.Ordinal)).Take(10).ShouldBeEmpty();
    }
}
