using System;
using HolySheep.Configuration.Description;
using HolySheep.Configuration.Keys;
using HolySheep.Errors;

namespace HolySheep.Configuration.Reading;

/// <summary>Reads <c>state</c>. The variable <c>HOLYSHEEP_STATE</c> takes precedence over its kind.</summary>
/// <remarks>No message repeats the connection, because it may contain a password.</remarks>
internal static class StateReader
{
    private const string Variable = "HOLYSHEEP_STATE";
    private const string Hint = "Write \"connection\": \"env:HOLYSHEEP_DB\", and set the variable to the connection string: it may contain a password, which must not be in the file.";
    private static readonly string[] Known = KeyDescription.NamesOf(SettingKeys.State);
    private static readonly string[] Kinds = ["sqlite", "memory", "postgres"];

    /// <summary>Reads where state is kept.</summary>
    /// <exception cref="ConfigurationException">The kind is unknown, or the connection is not a reference.</exception>
    public static StateOptions Read(ReadingContext context, ConfigurationNode? node)
    {
        var options = node is null ? new StateOptions() : ReadNode(context, node);
        return context.Environment.Variable(Variable) is { } text ? options with { Kind = KindOf(text) ?? throw Unknown(text) } : options;
    }

    private static StateOptions ReadNode(ReadingContext context, ConfigurationNode node)
    {
        context.WarnUnknown(node, Known);
        var options = new StateOptions();
        if (node["kind"] is { } kind && context.Text(kind, Expected) is var text)
        {
            options = options with { Kind = KindOf(text) ?? throw context.Fault(kind, $"expected {Expected}{NearestName.Suggest(text, Kinds)}") };
        }

        return node["connection"] is { } connection ? options with { Connection = ReadConnection(context, connection) } : options;
    }

    private static KeyReference ReadConnection(ReadingContext context, ConfigurationNode node)
    {
        const string Reference = "a reference to a connection string: \"env:NAME\", \"file:PATH\" or \"secret:VAULT/NAME\"";
        return KeyReferenceReader.Parse(context, node, context.Text(node, Reference)) ?? throw context.Fault(node, "expected " + Reference + "; a connection itself must not be in the file", Hint);
    }

    private static string Expected => "'sqlite', 'memory' or 'postgres'";

    private static StateKind? KindOf(string text) => Array.FindIndex(Kinds, kind => string.Equals(kind, text, StringComparison.OrdinalIgnoreCase)) is >= 0 and var place ? (StateKind)place : null;

    private static ConfigurationException Unknown(string text) => new($"the environment variable {Variable} is '{text}'; expected {Expected}{NearestName.Suggest(text, Kinds)}", hint: $"Set {Variable} to one of them, or remove it.");
}
