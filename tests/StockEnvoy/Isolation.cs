using System.Diagnostics;

namespace MeshActors.StockEnvoy;

/// <summary>
/// Starts a program in namespaces of its own: a network with nothing but a loopback, which has the proxy's addresses too, and a root
/// folder where the files of the proxy's pod are added to this machine's. They end with the program, whose process is the one that
/// is started.
/// </summary>
internal static class Isolation
{
    // Every folder of the root but one that gets files is bound as it is; such a one has its entries bound, or is copied where files
    // go below them.
    private const string Script = """
        set -e
        ip link set lo up
        for address in $ADDRESSES; do ip addr add "$address" dev lo 2>/dev/null || true; done
        if [ -d files ]; then
          mkdir root
          mount -t tmpfs tmpfs root
          for entry in /*; do
            if [ -L "$entry" ]; then cp -P "$entry" root/
            elif [ -d "files$entry" ]; then cp -a "$entry" root/
            elif [ -d "$entry" ]; then mkdir "root$entry"; mount --rbind "$entry" "root$entry"
            fi
          done
          cp -r files/. root/
          exec chroot root "$@"
        fi
        exec "$@"
        """;

    private static readonly Lazy<bool> Available = new(() =>
    {
        if (!OperatingSystem.IsLinux() || !File.Exists("/usr/bin/unshare"))
        {
            return false;
        }

        // All that the script needs; a container may allow the one and forbid the other.
        const string Attempt = "set -e; ip link set lo up; ip addr add 192.0.2.1 dev lo; mount -t tmpfs tmpfs /tmp";
        using var attempt = Process.Start(new ProcessStartInfo("/usr/bin/unshare", [.. Flags, "sh", "-c", Attempt])
        {
            RedirectStandardError = true,
        })!;
        attempt.WaitForExit();
        return attempt.ExitCode == 0;
    });

    /// <summary>Whether this user may make namespaces here.</summary>
    public static bool IsAvailable => Available.Value;

    // Whoever is not root becomes it in a user namespace, where the system allows that.
    private static string[] Flags => Environment.UserName == "root" ? ["-n", "-m"] : ["-r", "-n", "-m"];

    /// <param name="folder">Where it runs; its folder <c>files</c>, if there is one, holds what is added to the root.</param>
    /// <param name="program">Envoy.</param>
    /// <param name="bootstrap">Its configuration.</param>
    /// <param name="addresses">The proxy's own addresses.</param>
    public static ProcessStartInfo Of(string folder, string program, string bootstrap, IReadOnlyList<string> addresses) =>
        new(
            "/usr/bin/unshare",
            [
                .. Flags, "sh", "-c", Script, "sh",
                program, "-c", bootstrap, "--concurrency", "1", "--disable-hot-restart", "--log-level", "warning",
            ])
        {
            WorkingDirectory = folder,
            Environment = { ["ADDRESSES"] = string.Join(' ', addresses) },
        };
}
