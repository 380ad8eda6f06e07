using System.IO;
using HolySheep.Configuration.Description;
using HolySheep.Configuration.Options;

namespace HolySheep.Configuration.Reading;

/// <summary>Reads <c>network</c>.</summary>
internal static class NetworkReader
{
    private static readonly string[] Known = KeyDescription.NamesOf(SettingKeys.Network);

    /// <summary>Reads the network settings.</summary>
    public static NetworkOptions Read(ReadingContext context, ConfigurationNode? node)
    {
        if (node is null)
        {
            return new NetworkOptions();
        }

        context.WarnUnknown(node, Known);
        var options = node["proxy"] is { } proxy ? ReadProxy(context, proxy) : new NetworkOptions();
        return node["caFile"] is { } file ? options with { CaFile = ReadCaFile(context, file) } : options;
    }

    private static NetworkOptions ReadProxy(ReadingContext context, ConfigurationNode node)
    {
        // The text may contain a password: no message repeats it, and the address is stored without it.
        var text = context.Text(node, "the address of a proxy, or \"env:NAME\"");
        var variable = ReadingContext.VariableIn(text);
        if (variable is not null)
        {
            text = context.Environment.Variable(variable) ?? throw context.Fault(node, $"the environment variable '{variable}' is not set", "Set it to the address of the proxy, or write the address itself.");
        }

        if (!HttpAddress.TryParse(text, out var address))
        {
            throw context.Fault(node, (variable is null ? "expected" : $"expected in '{variable}'") + " the address of a proxy that begins with http:// or https://",
                "For example http://proxy:3128, or http://user:password@proxy:3128 with special characters as %XX.");
        }

        return new NetworkOptions().Through(address) with { ProxyVariable = variable };
    }

    private static string ReadCaFile(ReadingContext context, ConfigurationNode node)
    {
        var path = context.FilePath(node, context.Text(node, "the path of a PEM file"));
        return File.Exists(path)
            ? path
            : throw context.Fault(node, $"the file '{path}' does not exist", "Give a full path, or a path relative to the folder of the configuration file.");
    }
}
