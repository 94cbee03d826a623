using System.Reflection;
using System.Runtime.CompilerServices;
using MeshActors.Testing;

namespace MeshActors.Grpc.Tests;

/// <summary>
/// The public surface, one line a member, against <c>PublicApi.txt</c>. A change there is a change for every project above:
/// set MESHACTORS_ACCEPT_API=1 to write the file anew, and review the difference.
/// </summary>
public sealed class PublicApiTests
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    [Fact]
    public void PublicApi_OfThisAssembly_IsTheReviewedOne()
    {
        var file = Path.Combine(SharedData.Repository, "tests", "Grpc.Tests", "PublicApi.txt");
        var actual = string.Concat(typeof(GrpcChannel).Assembly.GetExportedTypes()
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .SelectMany(Describe)
            .Select(line => line + "\n"));
        if (Environment.GetEnvironmentVariable("MESHACTORS_ACCEPT_API") == "1")
        {
            File.WriteAllText(file, actual);
        }

        actual.ShouldBe(File.ReadAllText(file));
    }

    private static IEnumerable<string> Describe(Type type)
    {
        var kind = type switch
        {
            { IsEnum: true } => "enum",
            { IsInterface: true } => "interface",
            { IsValueType: true } => "struct",
            _ when type.IsSubclassOf(typeof(Delegate)) => "delegate",
            _ => "class",
        };
        yield return $"{kind} {NameOf(type, full: true)}";
        var lines = type.IsEnum
            ? Enum.GetValues(type).Cast<object>().Select(value => $"{value} = {Convert.ToInt64(value)}")
            : type.GetMembers(Declared)
                .Where(member => IsVisible(member) && (kind != "delegate" || member.Name == "Invoke"))
                .Select(Describe)
                .OfType<string>()
                .Order(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            yield return $"  {line}";
        }
    }

    private static bool IsVisible(MemberInfo member) => member switch
    {
        // What a record brings by itself is its compiler's.
        MethodBase method => (method.IsPublic || method.IsFamily) && !method.IsDefined(typeof(CompilerGeneratedAttribute)),
        FieldInfo field => field.IsPublic && !field.IsSpecialName,
        PropertyInfo property => property.GetAccessors(nonPublic: true).Any(accessor => accessor.IsPublic || accessor.IsFamily),
        _ => false,
    };

    private static string? Describe(MemberInfo member) => member switch
    {
        ConstructorInfo constructor => $"new({ParametersOf(constructor)})",
        MethodInfo { IsSpecialName: true } => null,
        MethodInfo method => $"{NameOf(method.ReturnType)} {method.Name}{Arguments(method.GetGenericArguments())}({ParametersOf(method)})",
        PropertyInfo property => $"{NameOf(property.PropertyType)} {property.Name} {{ {Accessors(property)}}}",
        FieldInfo field => $"{NameOf(field.FieldType)} {field.Name}",
        _ => null,
    };

    private static string Accessors(PropertyInfo property) =>
        (property.GetMethod is { IsPublic: true } ? "get; " : string.Empty) + (property.SetMethod is { IsPublic: true } setter
            ? setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init; " : "set; "
            : string.Empty);

    private static string ParametersOf(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(parameter =>
            $"{NameOf(parameter.ParameterType)} {parameter.Name}{(parameter.IsOptional ? " = default" : string.Empty)}"));

    private static string Arguments(Type[] arguments) =>
        arguments.Length == 0 ? string.Empty : $"<{string.Join(", ", arguments.Select(argument => NameOf(argument)))}>";

    private static string NameOf(Type type, bool full = false)
    {
        if (type.IsByRef)
        {
            return $"ref {NameOf(type.GetElementType()!)}";
        }

        if (type.IsArray)
        {
            return $"{NameOf(type.GetElementType()!)}[]";
        }

        var name = type.Name.Split('`')[0];
        var outer = type switch
        {
            { IsNested: true, IsGenericParameter: false } => $"{NameOf(type.DeclaringType!, full)}.",
            _ when full => $"{type.Namespace}.",
            _ => string.Empty,
        };
        return outer + name + Arguments(type.GetGenericArguments());
    }
}
