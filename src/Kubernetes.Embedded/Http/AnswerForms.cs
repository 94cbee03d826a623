using Microsoft.AspNetCore.Http;

namespace MeshActors.Kubernetes.Embedded.Http;

/// <summary>Whether a client wants a table or metadata only, from its Accept header (<c>application/json;as=Table;v=v1;g=meta.k8s.io</c>).</summary>
internal enum AnswerForm
{
    Object,
    Table,
    PartialMetadata,
}

/// <summary>Reads the form of answer that a client asks for.</summary>
internal static class AnswerForms
{
    /// <summary>The first form in the Accept header that this server can give.</summary>
    public static AnswerForm Of(HttpRequest request)
    {
        foreach (var part in request.Headers.Accept.ToString().Split(','))
        {
            var words = part.Split(';', StringSplitOptions.TrimEntries);
            if (words[0] is not ("application/json" or "*/*" or "application/*"))
            {
                continue;
            }

            var form = words.FirstOrDefault(w => w.StartsWith("as=", StringComparison.Ordinal))?[3..];
            switch (form)
            {
                case null:
                    return AnswerForm.Object;
                case "Table":
                    return AnswerForm.Table;
                case "PartialObjectMetadata" or "PartialObjectMetadataList":
                    return AnswerForm.PartialMetadata;
            }
        }

        return AnswerForm.Object;
    }
}
