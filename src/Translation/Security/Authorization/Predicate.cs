namespace MeshActors.Translation.Security.Authorization;

/// <summary>What a condition on an attribute became: a permission or principal, or the reason why there can be none.</summary>
internal readonly record struct Predicate<T>(T? Value, string? Error)
    where T : class
{
    public static implicit operator Predicate<T>(T value) => new(value, null);

    public static Predicate<T> None(string reason) => new(null, reason);
}
