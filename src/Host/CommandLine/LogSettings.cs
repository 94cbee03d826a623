using System.CommandLine;
using MeshActors.Host.Options;
using Serilog.Events;

namespace MeshActors.Host.CommandLine;

/// <summary>The options of the log.</summary>
internal sealed class LogSettings
{
    private readonly Option<LogEventLevel> _level = new("--log-level") { Description = "Verbose, Debug, Information, Warning, Error or Fatal", DefaultValueFactory = _ => LogEventLevel.Information };
    private readonly Option<bool> _json = new("--log-as-json") { Description = "One JSON object a line" };

    public void AddTo(Command command)
    {
        command.Options.Add(_level);
        command.Options.Add(_json);
    }

    public LogOptions Read(ParseResult result) => new(result.GetValue(_level), result.GetValue(_json));
}
