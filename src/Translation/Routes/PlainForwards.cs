using System.Globalization;
using Envoy.Config.Route.V3;
using Envoy.Type.Matcher.V3;
using MeshActors.Mesh.Networking;
using MeshActors.Mesh.View;
using MeshActors.Translation.Wire;
using RouteMatch = Envoy.Config.Route.V3.RouteMatch;

namespace MeshActors.Translation.Routes;

/// <summary>
/// Writes the routes that most VirtualServices consist of straight to bytes: by path to one cluster, and nothing else. What they are
/// is said by <see cref="VirtualServiceRoutes"/>, whose bytes these are.
/// </summary>
internal static class PlainForwards
{
    private static readonly uint MatchTag = Tags.Message(Route.MatchFieldNumber);
    private static readonly uint ActionTag = Tags.Message(Route.Route_FieldNumber);
    private static readonly uint DecoratorTag = Tags.Message(Route.DecoratorFieldNumber);
    private static readonly uint NameTag = Tags.Message(Route.NameFieldNumber);
    private static readonly uint StatPrefixTag = Tags.Message(Route.StatPrefixFieldNumber);
    private static readonly uint OperationTag = Tags.Message(Decorator.OperationFieldNumber);
    private static readonly uint ClusterTag = Tags.Message(RouteAction.ClusterFieldNumber);
    private static readonly uint PrefixRewriteTag = Tags.Message(RouteAction.PrefixRewriteFieldNumber);
    private static readonly uint PrefixTag = Tags.Message(RouteMatch.PrefixFieldNumber);
    private static readonly uint PathTag = Tags.Message(RouteMatch.PathFieldNumber);
    private static readonly uint SafeRegexTag = Tags.Message(RouteMatch.SafeRegexFieldNumber);
    private static readonly uint CaseSensitiveTag = Tags.Message(RouteMatch.CaseSensitiveFieldNumber);
    private static readonly uint RegexTag = Tags.Message(RegexMatcher.RegexFieldNumber);
    private static readonly uint FlagTag = Tags.Number(1);

    public static bool Covers(RouteInputs inputs, HttpRoute http, HttpMatchRequest? match, RouteTarget? target) =>
        target is { Hash: null, Session: null }
        && http is
        {
            Route: [{ Headers: null }], Redirect: null, DirectResponse: null, Timeout: null, Fault: null, Mirror: null,
            Mirrors.Count: 0, CorsPolicy: null, Headers: null,
        }
        && (http.Rewrite is null || (!inputs.AppendsForwardedHost && http.Rewrite is { Uri.Length: > 0, Authority.Length: 0, UriRegexRewrite: null }))
        && match is null or
        {
            Scheme: null, Method: null, Authority: null, Headers.Count: 0, QueryParams.Count: 0, WithoutHeaders.Count: 0,
        }
        && !inputs.IsProxylessGrpc
        && !inputs.OffersHttp3
        && !RouteSemantics.IsGatewayApi(inputs.Config)
        && !RouteSemantics.IsIngress(inputs.Config);

    /// <summary>
    /// Whether all chosen routes are covered, and none is for a destination without a name. What is written then depends on the port only as far
    /// as the targets do.
    /// </summary>
    public static bool CoverAll(RouteInputs inputs)
    {
        var (target, previous) = (-1, RouteChoice.NoMatch);
        foreach (var choice in inputs.Choices)
        {
            if (choice.Route != previous)
            {
                // A route that is covered has one target.
                previous = choice.Route;
                target++;
            }

            var http = inputs.Config.Spec.Http[choice.Route];
            if (http is not { Route: [{ Destination.Host.Length: > 0 }], Mirror: null, Mirrors.Count: 0 }
                || !Covers(inputs, http, choice.Match == RouteChoice.NoMatch ? null : http.Match[choice.Match], inputs.Targets[target]))
            {
                return false;
            }
        }

        return true;
    }

    /// <param name="output">Where to.</param>
    /// <param name="inputs">The context.</param>
    /// <param name="http">A route that is covered.</param>
    /// <param name="match">Its match; null for everything.</param>
    /// <param name="cluster">Where it leads to.</param>
    /// <param name="metadata">Its metadata as a field.</param>
    /// <param name="action">What of its action all such routes share: see <see cref="DefaultRoutes.EncodeAction"/>.</param>
    /// <returns>Whether no request gets past the route.</returns>
    public static bool Write(
        ref ReverseWriter output, RouteInputs inputs, HttpRoute http, HttpMatchRequest? match, string cluster, byte[] metadata, byte[] action)
    {
        output.TextUnlessEmpty(StatPrefixTag, match?.StatPrefix);
        var end = output.Written;
        output.Text(match is { Name.Length: > 0 } ? match.Name : http.Name);
        if (match is { Name.Length: > 0 })
        {
            output.Text(".");
            output.Text(http.Name);
        }

        if (output.Written > end)
        {
            output.Close(NameTag, end);
        }

        WriteDecorator(ref output, inputs, match?.Uri, cluster);
        output.Raw(metadata);
        end = output.Written;
        output.Raw(action);
        output.TextUnlessEmpty(PrefixRewriteTag, http.Rewrite?.Uri);
        output.Text(ClusterTag, cluster);
        output.Close(ActionTag, end);
        return WriteMatch(ref output, match);
    }

    /// <summary>The name of the operation in traces, as <see cref="VirtualServiceRoutes"/> says.</summary>
    private static void WriteDecorator(ref ReverseWriter output, RouteInputs inputs, StringMatch? uri, string cluster)
    {
        var end = output.Written;
        switch (uri)
        {
            case { Exact: { } exact }:
                output.Text(exact);
                break;
            case { Prefix: { } prefix }:
                output.Text("*");
                output.Text(prefix);
                break;
            case { Regex: { } regex }:
                output.Text(regex);
                break;
            default:
                output.Text("/*");
                break;
        }

        var isName = Naming.TryParse(cluster, out var parts);
        Span<char> number = stackalloc char[11];
        (isName ? parts.Port : inputs.Port).TryFormat(number, out var digits, default, CultureInfo.InvariantCulture);
        output.Text(number[..digits]);
        output.Text(":");
        output.Text(isName ? parts.Hostname : inputs.Config.Meta.Name);
        output.Close(OperationTag, end);
        output.Close(DecoratorTag, end);
    }

    private static bool WriteMatch(ref ReverseWriter output, HttpMatchRequest? match)
    {
        var end = output.Written;
        var isForAll = false;
        if (match?.Uri is { Exact: null, Prefix: null, Regex: { } regex })
        {
            var inner = output.Written;
            output.TextUnlessEmpty(RegexTag, regex);
            output.Close(SafeRegexTag, inner);
            isForAll = regex == ".*";
        }

        if (match is not null)
        {
            var flag = output.Written;
            if (!match.IgnoreUriCase)
            {
                output.Number(FlagTag, 1);
            }

            output.Close(CaseSensitiveTag, flag);
        }

        switch (match?.Uri)
        {
            case { Exact: { } exact }:
                output.Text(PathTag, exact);
                break;
            case { Prefix: { } prefix }:
                output.Text(PrefixTag, prefix);
                isForAll = prefix == "/";
                break;
            case { Regex: not null }:
                break;
            default:
                output.Text(PrefixTag, "/");
                isForAll = true;
                break;
        }

        output.Close(MatchTag, end);
        return isForAll;
    }
}
