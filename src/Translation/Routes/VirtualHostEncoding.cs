using Envoy.Config.Route.V3;
using MeshActors.EnvoyApi;
using MeshActors.Translation.Wire;

namespace MeshActors.Translation.Routes;

/// <summary>Writes virtual hosts around routes that are encoded already, as fields of route configurations.</summary>
internal static class VirtualHostEncoding
{
    private static readonly uint HostsTag = Tags.Message(RouteConfiguration.VirtualHostsFieldNumber);
    private static readonly uint NameTag = Tags.Message(VirtualHost.NameFieldNumber);
    private static readonly uint DomainsTag = Tags.Message(VirtualHost.DomainsFieldNumber);
    private static readonly uint RequireTlsTag = Tags.Number(VirtualHost.RequireTlsFieldNumber);
    private static readonly uint AttemptCountTag = Tags.Number(VirtualHost.IncludeRequestAttemptCountFieldNumber);

    /// <param name="draft">The virtual host.</param>
    /// <param name="memos">They know what the actions of services have in common.</param>
    public static EncodedPart Encode(VirtualHostDraft draft, RouteMemos memos)
    {
        var output = new ReverseWriter();
        try
        {
            if (draft.Session is { } session)
            {
                var filters = new VirtualHost();
                filters.TypedPerFilterConfig[PersistentSession.FilterName] = session.PerRoute();
                output.Raw(EnvoyEncoding.ToBytes(filters));
            }

            if (draft.IncludesAttemptCount)
            {
                output.Number(AttemptCountTag, 1);
            }

            if (draft.RequiresTls)
            {
                output.Number(RequireTlsTag, (uint)VirtualHost.Types.TlsRequirementType.All);
            }

            if (draft.ToService is { } route)
            {
                DefaultRoutes.Write(ref output, route, memos.DefaultActionOf(route.Action));
            }

            var routes = draft.Routes.Items;
            for (var i = routes.Count - 1; i >= 0; i--)
            {
                output.Raw(routes[i].Field);
            }

            for (var i = draft.Domains.Count - 1; i >= 0; i--)
            {
                output.Text(DomainsTag, draft.Domains[i]);
            }

            output.TextUnlessEmpty(NameTag, draft.Name);
            output.Close(HostsTag, 0);
            return new(output.ToArray());
        }
        finally
        {
            output.Dispose();
        }
    }

    public static EncodedPart Encode(VirtualHost host)
    {
        var output = new ReverseWriter();
        try
        {
            output.Raw(EnvoyEncoding.ToBytes(host));
            output.Close(HostsTag, 0);
            return new(output.ToArray());
        }
        finally
        {
            output.Dispose();
        }
    }
}
