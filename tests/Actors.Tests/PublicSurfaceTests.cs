using System.Reflection;
using System.Text;
using MeshActors.Actors.Actor;
using MeshActors.Testing;

namespace MeshActors.Actors.Tests;

/// <summary>
/// The public surface as text. Names and meaning are Akka.NET's wherever it has the concept, so a change here is a
/// decision: set MESHACTORS_UPDATE_GOLDEN=1 to write the file anew, and look at the difference.
/// </summary>
public sealed class PublicSurfaceTests
{
    [Fact]
    public void Surface_OfTheAssembly_IsAsAgreed()
    {
        var path = Path.Combine(SharedData.Repository, "tests", "Actors.Tests", "PublicSurface.txt");
        var actual = Describe();
        if (Environment.GetEnvironmentVariable("MESHACTORS_UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(path, actual);
        }

        actual.ShouldBe(File.ReadAllText(path).ReplaceLineEndings("\n"));
    }

    private static string Describe()
    {
        var text = new StringBuilder();
        foreach (var type in typeof(ActorSystem).Assembly.GetExportedTypes().OrderBy(t => t.FullName, StringComparer.Ordinal))
        {
            text.Append(type.FullName).Append('\n');
            var members = type.GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
                .Where(m => m is not Type && IsVisible(m) && m.GetCustomAttribute<System.Runtime.CompilerServices.CompilerGeneratedAttribute>() is null)
                .Select(m => $"  {m.MemberType} {m}")
                .Order(StringComparer.Ordinal);
            foreach (var member in members)
            {
                text.Append(member).Append('\n');
            }
        }

        return text.ToString();
    }

    private static bool IsVisible(MemberInfo member) => member switch
    {
        MethodBase method => !(method.IsSpecialName && method is MethodInfo) && (method.IsPublic || method.IsFamily),
        PropertyInfo property => property.GetMethod is { } get && (get.IsPublic || get.IsFamily),
        FieldInfo field => !field.IsSpecialName && (field.IsPublic || field.IsFamily),
        _ => false,
    };
}
