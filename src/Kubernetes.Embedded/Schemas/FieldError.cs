namespace MeshActors.Kubernetes.Embedded.Schemas;

/// <summary>One fault of one field, worded as the Kubernetes API words it in <c>details.causes</c> and the message.</summary>
/// <param name="Field">The path from the root, such as <c>spec.containers[0].name</c>; empty for the object itself.</param>
/// <param name="Reason">The cause's reason, such as <c>FieldValueInvalid</c>.</param>
/// <param name="Detail">The words after the path, such as <c>Required value</c>.</param>
internal sealed record FieldError(string Field, string Reason, string Detail)
{
    public static FieldError Required(string field, string? detail = null)
        => new(field, "FieldValueRequired", detail is null ? "Required value" : $"Required value: {detail}");

    public static FieldError Invalid(string field, string shownValue, string detail)
        => new(field, "FieldValueInvalid", $"Invalid value: {shownValue}: {detail}");

    public static FieldError NotSupported(string field, string shownValue, IEnumerable<string> supported)
        => new(field, "FieldValueNotSupported", $"Unsupported value: {shownValue}: supported values: {string.Join(", ", supported)}");

    public static FieldError Duplicate(string field, string shownValue)
        => new(field, "FieldValueDuplicate", $"Duplicate value: {shownValue}");

    public static FieldError Forbidden(string field, string detail) => new(field, "FieldValueForbidden", $"Forbidden: {detail}");

    public static FieldError NotFound(string field, string shownValue) => new(field, "FieldValueNotFound", $"Not found: {shownValue}");

    public static FieldError TypeInvalid(string field, string shownValue, string detail)
        => new(field, "FieldValueTypeInvalid", $"Invalid value: {shownValue}: {detail}");

    public override string ToString() => Field.Length == 0 ? Detail : $"{Field}: {Detail}";
}
