using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using HolySheep.Configuration.Description;
using HolySheep.Configuration.Keys;
using HolySheep.Configuration.Options;
using HolySheep.Errors;

namespace HolySheep.Configuration.Reading;

/// <summary>Reads <c>apiKey</c>: references to keys, never keys.</summary>
/// <remarks>No message repeats the text, because it may be a key that was written instead of a reference.</remarks>
internal static class KeyReferenceReader
{
    private static readonly TimeSpan DefaultLifetime = TimeSpan.FromSeconds(3000);
    private static readonly string[] KnownOfCommand = KeyDescription.NamesOf(ProviderKeys.Command);
    private static readonly char[] PathCharacters = [Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar];

    private const string ExpectedInPool = "a list of references to keys: \"env:NAME\", \"file:PATH\" or \"secret:VAULT/NAME\"; \"none\" and { \"command\": [ … ] } stand alone";
    private const string Expected = "a reference to a key: \"env:NAME\", \"file:PATH\", \"secret:VAULT/NAME\", { \"command\": [ … ] }, or \"none\"";

    /// <summary>The references in order; <paramref name="keyless"/> is true for <c>"none"</c>.</summary>
    public static IReadOnlyList<KeyReference> Read(ReadingContext context, ConfigurationNode? node, string provider, out bool keyless)
    {
        keyless = node is { Kind: JsonValueKind.String, Text: "none" };
        if (node is null || keyless)
        {
            return [];
        }

        if (node.Kind == JsonValueKind.Object)
        {
            var command = ReadCommand(context, node);
            return [new KeyReference(KeySource.Command, command.Program) { Command = command }];
        }

        if (node.Kind != JsonValueKind.Array)
        {
            return [ReadOne(context, node, provider, Expected)];
        }

        var references = new List<KeyReference>();
        foreach (var item in context.Items(node))
        {
            var reference = ReadOne(context, item, provider, ExpectedInPool);
            if (!references.Contains(reference))
            {
                references.Add(reference);
            }
        }

        return references.Count > 0 ? references : throw context.Fault(node, "expected at least one reference, or \"none\"");
    }

    /// <summary>How several keys are used; failover if the file does not say.</summary>
    public static KeyOrder ReadOrder(ReadingContext context, ConfigurationNode? node)
    {
        const string ExpectedOrder = "'failover' or 'spread'";
        return context.OptionalText(node, ExpectedOrder) switch
        {
            null or "failover" => KeyOrder.Failover,
            "spread" => KeyOrder.Spread,
            { } text => throw context.Fault(node!, $"expected {ExpectedOrder}{NearestName.Suggest(text, ["failover", "spread"])}"),
        };
    }

    private static KeyCommand ReadCommand(ReadingContext context, ConfigurationNode node)
    {
        context.WarnUnknown(node, KnownOfCommand);
        var arguments = context.Items(node["command"] ?? throw context.Fault(node, "expected a 'command': a list with a program and its arguments"))
            .Select(item => item is { Kind: JsonValueKind.String, Text: "" } ? "" : context.Text(item, "a program or an argument")).ToList();
        if (arguments.Count == 0 || arguments[0].Length == 0)
        {
            throw context.Fault(node["command"]!, "expected a list with a program and its arguments");
        }

        // As any path of the file; a bare name is looked for in the folders of PATH.
        if (arguments[0].IndexOfAny(PathCharacters) >= 0)
        {
            arguments[0] = context.FilePath(node["command"]!.Children[0], arguments[0]);
        }

        return new KeyCommand(arguments, context.Seconds(node["ttlSec"]) ?? DefaultLifetime);
    }

    private static KeyReference ReadOne(ReadingContext context, ConfigurationNode node, string provider, string expected) =>
        context.Text(node, expected) is var text && Parse(context, node, text) is { } reference ? reference
        : throw (text == "none" ? context.Fault(node, "expected " + expected) : context.Fault(node, "expected " + expected + "; a key itself must not be in the file", Hint(provider)));

    /// <summary>The place that a text refers to; null if it is not a reference.</summary>
    /// <exception cref="ConfigurationException">It begins like a reference and is not a valid one.</exception>
    public static KeyReference? Parse(ReadingContext context, ConfigurationNode node, string text)
    {
        var colon = text.IndexOf(':');
        var path = text.Substring(colon + 1);
        return text.Substring(0, Math.Max(colon, 0)) switch
        {
            "env" when IsVariable(path) => new(KeySource.Environment, path),
            "env" => throw context.Fault(node, "expected \"env:NAME\" with the name of an environment variable: letters, digits and '_'"),
            "file" when path.Length > 0 => new(KeySource.File, context.FilePath(node, path)),
            "file" => throw context.Fault(node, "expected \"file:PATH\""),
            "secret" when IsVaultPath(path) => new(KeySource.Vault, path),
            "secret" => throw context.Fault(node, "expected \"secret:VAULT/NAME\""),
            _ => null,
        };
    }

    private static string Hint(string provider)
    {
        var variable = KeyVariable.For(provider);
        return $"Write \"apiKey\": \"env:{variable}\" and set the variable. {KeyVariable.HowToSet(variable)}";
    }

    private static bool IsVariable(string name)
    {
        foreach (var character in name)
        {
            if (character is not ((>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_'))
            {
                return false;
            }
        }

        return name.Length > 0;
    }

    private static bool IsVaultPath(string path)
    {
        var slash = path.IndexOf('/');
        return slash > 0 && slash < path.Length - 1;
    }
}
