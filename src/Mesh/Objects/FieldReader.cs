using System.Text.Json;

namespace MeshActors.Mesh.Objects;

/// <summary>
/// Reads the fields of one JSON object by name and collects what is wrong with them, each under its path from the root.
/// A getter whose field is absent or null returns its fallback, as proto-JSON does; one whose field is malformed records
/// an error and returns the fallback too, so that a single pass finds every error.
/// </summary>
internal sealed partial class FieldReader
{
    private readonly FieldPath _path;
    private readonly JsonElement _element;
    private readonly List<FieldError> _errors;
    private readonly bool _hasSnakeCase;

    private FieldReader(JsonElement element, FieldPath path, List<FieldError> errors)
    {
        _element = element;
        _path = path;
        _errors = errors;
        if (element.ValueKind == JsonValueKind.Object)
        {
            _hasSnakeCase = FieldNames.AnySnakeCase(element);
        }
        else if (element.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null))
        {
            errors.Add(new FieldError(path.ToString(), $"expected an object, got {Shown(element)}"));
        }
    }

    /// <summary>A reader at the root of a document.</summary>
    public static FieldReader Root(JsonElement element, List<FieldError> errors) => new(element, FieldPath.Root, errors);

    /// <summary>A reader of the object in one field of a document.</summary>
    public static FieldReader At(string name, JsonElement element, List<FieldError> errors) =>
        new(element, FieldPath.Root.Field(name), errors);

    /// <summary>
    /// Whether an exception tells of bad text: the JSON reader reports broken syntax by <see cref="JsonException"/> and strings
    /// that are no Unicode by <see cref="InvalidOperationException"/>.
    /// </summary>
    public static bool IsMalformedText(Exception exception) => exception is JsonException or InvalidOperationException;

    /// <summary>A reader of the object in a field; it reads as empty where the field is absent.</summary>
    public FieldReader Child(string name) => new(Find(name, out var value) ? value : default, _path.Field(name), _errors);

    /// <summary>Whether the field is present and not null.</summary>
    public bool Has(string name) => Find(name, out _);

    /// <summary>Records an error of a field that only its record can judge.</summary>
    public void Reject(string name, string reason) => _errors.Add(new FieldError(_path.Field(name).ToString(), reason));

    public T? Message<T>(string name, Func<FieldReader, T> read, T? fallback = null)
        where T : class => Find(name, out var value) ? ReadMessage(value, _path.Field(name), read) : fallback;

    /// <summary>A message whose present fields go over those of <paramref name="defaults"/>.</summary>
    public T Overlay<T>(string name, Func<FieldReader, T, T> read, T defaults)
        where T : class => Find(name, out var value) ? read(new FieldReader(value, _path.Field(name), _errors), defaults) : defaults;

    public IReadOnlyList<T> Messages<T>(string name, Func<FieldReader, T> read, IReadOnlyList<T>? fallback = null)
        where T : class => List(name, (value, path) => ReadMessage(value, path, read), fallback);

    public IReadOnlyDictionary<string, T> MessageMap<T>(
        string name, Func<FieldReader, T> read, IReadOnlyDictionary<string, T>? fallback = null)
        where T : class => Map(name, (value, path) => ReadMessage(value, path, read), fallback);

    /// <summary>Null where the field is absent: an empty map may say something too.</summary>
    public IReadOnlyDictionary<string, T>? MessageMapOrNull<T>(string name, Func<FieldReader, T> read)
        where T : class => Find(name, out _) ? MessageMap(name, read) : null;

    private T ReadMessage<T>(JsonElement value, FieldPath path, Func<FieldReader, T> read) =>
        read(new FieldReader(value, path, _errors));

    private bool Find(string name, out JsonElement value)
    {
        if (_element.ValueKind != JsonValueKind.Object)
        {
            value = default;
            return false;
        }

        var found = _element.TryGetProperty(name, out value)
            || (_hasSnakeCase && _element.TryGetProperty(FieldNames.ToSnakeCase(name), out value));
        return found && value.ValueKind != JsonValueKind.Null;
    }

    private T Reject<T>(FieldPath path, string expected, JsonElement found, T fallback)
    {
        _errors.Add(new FieldError(path.ToString(), $"expected {expected}, got {Shown(found)}"));
        return fallback;
    }

    /// <summary>A scalar as it was written, a container by its sort alone, so that messages stay short.</summary>
    private static string Shown(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        _ when element.GetRawText() is { Length: <= 80 } text => text,
        _ => "a long string",
    };
}
