using System.Collections.Generic;
using HolySheep.Chat.Sessions;
using HolySheep.Configuration.Clients;
using HolySheep.Configuration.Description;
using HolySheep.Configuration.Keys;

namespace HolySheep.Configuration.Reading;

/// <summary>Reads <c>gateway</c>.</summary>
internal sealed class GatewayReader(ReadingContext context, ModelNameReader models)
{
    private const string ExpectedToken = "a reference to the token: \"env:NAME\" or \"file:PATH\"";
    private static readonly string[] Known = KeyDescription.NamesOf(GatewayKeys.All);
    private static readonly string[] KnownOfClient = KeyDescription.NamesOf(GatewayKeys.Client);

    /// <summary>Reads the clients, in the file's order.</summary>
    public IReadOnlyList<GatewayClientOptions> Read(ConfigurationNode? node)
    {
        if (node is null)
        {
            return [];
        }

        context.WarnUnknown(node, Known);
        var clients = new List<GatewayClientOptions>();
        foreach (var member in context.Members(node["clients"]))
        {
            context.WarnUnknown(member, KnownOfClient);
            clients.Add(ReadOne(member));
        }

        return clients;
    }

    private GatewayClientOptions ReadOne(ConfigurationNode node)
    {
        // The name is the value of a tag, and a part of a session's name.
        if (!ReadingContext.IsName(node.Name) || node.Name.IndexOfAny(['/', '=', ',']) >= 0)
        {
            throw context.Fault(node, "expected a name without '/', '=' and ','");
        }

        return new GatewayClientOptions
        {
            Name = node.Name,
            Token = ReadToken(node),
            Tags = context.Tags(node["tags"], GatewayClientOptions.Tag, CallSession.Tag),
            Models = node["models"] is { } names ? models.ReadList(names) : [],
            MaxCostPerDay = Usd(node["maxCostPerDay"]),
            MaxCostPerMonth = Usd(node["maxCostPerMonth"]),
            MaxCostPerSession = Usd(node["maxCostPerSession"]),
            MaxCostPerCall = Usd(node["maxCostPerCall"]),
            RequestsPerMinute = context.Integer(node["requestsPerMinute"], 1),
            MaxConcurrency = context.Integer(node["maxConcurrency"], 1),
        };
    }

    private decimal? Usd(ConfigurationNode? node) => node is null ? null : context.Usd(node);

    private KeyReference ReadToken(ConfigurationNode client)
    {
        // No message repeats the text: it may be a token that was written instead of a reference.
        var node = client["token"] ?? throw context.Fault(client, "expected a 'token': " + ExpectedToken);
        return KeyReferenceReader.Parse(context, node, context.Text(node, ExpectedToken)) is { Source: KeySource.Environment or KeySource.File } reference
            ? reference
            : throw context.Fault(node, "expected " + ExpectedToken + "; a token itself must not be in the file", $"Write \"token\": \"env:NAME\" and set the variable for the gateway.");
    }
}
