using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MeshActors.Host.Callers;

/// <summary>The URIs among the names of a certificate: there SPIFFE ids are.</summary>
internal static class UriNames
{
    private const string SubjectAlternativeName = "2.5.29.17";

    // GeneralName ::= CHOICE { …, uniformResourceIdentifier [6] IA5String, … }, of RFC 5280.
    private static readonly Asn1Tag Uri = new(TagClass.ContextSpecific, 6);

    /// <exception cref="CryptographicException">The extension is not encoded as it must be.</exception>
    public static IReadOnlyList<string> Of(X509Certificate2 certificate)
    {
        if (certificate.Extensions[SubjectAlternativeName] is not { } extension)
        {
            return [];
        }

        var names = new List<string>();
        try
        {
            var sequence = new AsnReader(extension.RawData, AsnEncodingRules.DER).ReadSequence();
            while (sequence.HasData)
            {
                if (sequence.PeekTag().HasSameClassAndValue(Uri))
                {
                    names.Add(sequence.ReadCharacterString(UniversalTagNumber.IA5String, Uri));
                }
                else
                {
                    sequence.ReadEncodedValue();
                }
            }
        }
        catch (AsnContentException error)
        {
            throw new CryptographicException($"the subject alternative names cannot be read: {error.Message}", error);
        }

        return names;
    }
}
