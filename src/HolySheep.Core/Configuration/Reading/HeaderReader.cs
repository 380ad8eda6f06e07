using System;
using System.Collections.Generic;
using HolySheep.Chat;
using HolySheep.Configuration.Options;

namespace HolySheep.Configuration.Reading;

/// <summary>Reads the <c>headers</c> of a provider, which are sent with every request to it and to no other provider.</summary>
/// <remarks>No message repeats a value, because it may be a secret.</remarks>
internal static class HeaderReader
{
    private const string Expected = "the value of a header, or \"env:NAME\"";

    /// <summary>The headers by name, with references to variables replaced by their values.</summary>
    /// <param name="context">The file.</param>
    /// <param name="node">The headers.</param>
    /// <param name="keyless">Whether the provider is called without a key; only then may a header authorize.</param>
    /// <param name="fault">The first header whose variable is not set: it takes its own provider out, and no other; null if there is none.</param>
    public static IReadOnlyDictionary<string, string> Read(ReadingContext context, ConfigurationNode? node, bool keyless, out HeaderFault? fault)
    {
        fault = null;
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var member in context.Members(node))
        {
            if (!HeaderRules.IsName(member.Name))
            {
                throw context.Fault(member, "expected the name of a header: letters, digits and dashes");
            }

            if (HeaderRules.IsTransport(member.Name) || (HeaderRules.Authorizes(member.Name) && !keyless))
            {
                throw context.Fault(member, $"the header '{member.Name}' is written by HolySheep itself", HeaderRules.Authorizes(member.Name)
                    ? "Keep the key in 'apiKey'. To authorize by this header instead, set \"apiKey\": \"none\"."
                    : "Leave it out.");
            }

            if (!names.Add(member.Name))
            {
                throw context.Fault(member, $"the header '{member.Name}' is given twice");
            }

            if (ReadValue(context, member, ref fault) is { } value)
            {
                headers.Add(member.Name, value);
            }
        }

        return headers;
    }

    private static string? ReadValue(ReadingContext context, ConfigurationNode node, ref HeaderFault? fault)
    {
        var text = context.Text(node, Expected);
        if (ReadingContext.VariableIn(text) is { } name)
        {
            if (name.Trim().Length == 0)
            {
                throw context.Fault(node, "expected " + Expected);
            }

            var value = context.Environment.Variable(name)?.Trim();
            if (value is not { Length: > 0 })
            {
                fault ??= new HeaderFault(node.Name, name);
                return null;
            }

            text = value;
        }
        else if (HeaderRules.Authorizes(node.Name))
        {
            throw context.Fault(node, "expected \"env:NAME\"; a key itself must not be in the file");
        }

        return HeaderRules.IsValue(text) ? text : throw context.Fault(node, "expected " + Expected + ", of printable ASCII characters, without line breaks");
    }
}
