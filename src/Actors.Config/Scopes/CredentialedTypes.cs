using MeshActors.Actors.Config.Credentials;
using MeshActors.Actors.Contracts.Scopes;
using MeshActors.Translation;
using MeshActors.Translation.Secrets;

namespace MeshActors.Actors.Config.Scopes;

/// <summary>
/// The types whose translation reads credentials. Nothing is told of such a type before all that it takes is known: else a proxy would
/// hear that a Secret does not exist which has only not been read yet.
/// </summary>
internal sealed class CredentialedTypes(XdsTranslator translator, IReadOnlyList<string> clusters)
{
    public static readonly IReadOnlyList<XdsType> Types = [XdsType.Secret, XdsType.ExtensionConfig];

    private readonly Dictionary<XdsType, CredentialNeeds> _needs = [];
    private readonly Dictionary<XdsType, HashSet<string>> _held = [];

    /// <summary>What is known, as far as this scope has said that it needs any: else nobody keeps it up to date.</summary>
    public CredentialSnapshot Known { get; private set; } = CredentialSnapshot.Nothing;

    public CredentialNeeds Needs => _needs.Count == 0 ? CredentialNeeds.None : _needs.Values.Aggregate(CredentialNeeds.None, (all, type) => all.And(type));

    /// <summary>Names that wait for their answer.</summary>
    public IReadOnlyCollection<string> Held(XdsType type) => _held.GetValueOrDefault(type) ?? (IReadOnlyCollection<string>)[];

    /// <returns>whether it is news; never where it was sent before it was known that nothing is needed any more</returns>
    public bool Take(CredentialSnapshot known)
    {
        if (known == Known || Needs.IsEmpty)
        {
            return false;
        }

        Known = known;
        return true;
    }

    /// <summary>
    /// Translates all names that are asked for; null, and all as before, while it is not known what they are. The first time none of them
    /// was answered before, so that <see cref="Answered"/> tells which of them are not there.
    /// </summary>
    public IReadOnlyList<EncodedResource>? All(XdsType type, TranslationContext context, IReadOnlyList<string> names, bool isFirst)
    {
        var asked = new AskedCredentials(Known, clusters, context.View);
        var resources = translator.Translate(type, context, names, asked);
        Need(type, asked.Needs);
        if (isFirst)
        {
            Hold(type, names);
        }

        return asked.IsComplete ? resources : null;
    }

    /// <summary>Translates names that nobody had asked for; null where their answer has to wait.</summary>
    public IReadOnlyList<EncodedResource>? More(XdsType type, TranslationContext context, IReadOnlyList<string> names)
    {
        var asked = new AskedCredentials(Known, clusters, context.View);
        var resources = translator.Translate(type, context, names, asked);
        Need(type, asked.Needs.And(_needs.GetValueOrDefault(type) ?? CredentialNeeds.None));
        if (!asked.IsComplete)
        {
            Hold(type, names);
            return null;
        }

        return resources;
    }

    /// <summary>Nothing of the type waits any more: adds to its changes the names that waited and are not there.</summary>
    public ResourceChanges? Answered(XdsType type, ResourceChanges? changes, IReadOnlyList<EncodedResource> all)
    {
        if (!_held.Remove(type, out var waited))
        {
            return changes;
        }

        waited.ExceptWith(all.Select(resource => resource.Name));
        return waited.Count == 0 ? changes : new(changes?.Changed ?? [], [.. changes?.Removed ?? [], .. waited]);
    }

    /// <summary>Why there is no Secret resource of the name.</summary>
    public string WhyAbsent(TranslationContext context, string name) =>
        AbsentCredential.ReasonOf(context, name, new AskedCredentials(Known, clusters, context.View));

    public void Forget(XdsType type, IReadOnlyList<string> names)
    {
        if (_held.TryGetValue(type, out var held))
        {
            held.ExceptWith(names);
        }
    }

    /// <summary>Nobody asks for the type any more.</summary>
    public void Forget(XdsType type)
    {
        _held.Remove(type);
        Need(type, CredentialNeeds.None);
    }

    private void Need(XdsType type, CredentialNeeds needs)
    {
        _needs[type] = needs;
        if (Needs.IsEmpty)
        {
            Known = CredentialSnapshot.Nothing;
        }
    }

    private void Hold(XdsType type, IReadOnlyList<string> names)
    {
        if (!_held.TryGetValue(type, out var held))
        {
            _held[type] = held = new(StringComparer.Ordinal);
        }

        held.UnionWith(names);
    }
}
