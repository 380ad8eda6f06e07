using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Xml;
using System.Xml.Linq;

namespace HolySheep.PowerShell.Tools;

/// <summary>Reads help files (MAML) that are on this machine.</summary>
internal static class HelpFile
{
    /// <summary>The path of a command's help file; null if it is not on this machine.</summary>
    /// <param name="name">The name of the file, as the command gives it.</param>
    /// <param name="command">The command.</param>
    internal static string? Find(string name, CommandInfo command)
    {
        if (Path.IsPathRooted(name))
        {
            return File.Exists(name) ? name : null;
        }

        var folders = new[] { command.Module?.ModuleBase, Path.GetDirectoryName(typeof(PSObject).Assembly.Location), UserFolder() };
        return (from folder in folders where !string.IsNullOrEmpty(folder) from culture in Cultures() select Path.Combine(folder, culture, name)).FirstOrDefault(File.Exists);
    }

    /// <summary>What a file says of a command: its synopsis, and the descriptions of its parameters; null if it does not describe the command or cannot be read.</summary>
    internal static (string? Synopsis, IDictionary<string, string> Parameters)? Read(string path, string command)
    {
        try
        {
            using var reader = XmlReader.Create(path);
            while (reader.Read())
            {
                if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "command" && Element(reader) is { } entry && Name(entry) == command)
                {
                    return (Text(Child(entry, "details")), Parameters(entry));
                }
            }
        }
        catch (Exception exception) when (exception is XmlException or IOException or UnauthorizedAccessException)
        {
            // Without help the model sees names and types.
        }

        return null;
    }

    private static XElement Element(XmlReader reader)
    {
        using var part = reader.ReadSubtree();
        return XElement.Load(part);
    }

    private static IEnumerable<string> Cultures()
    {
        for (var culture = CultureInfo.CurrentUICulture; culture.Name.Length > 0; culture = culture.Parent)
        {
            yield return culture.Name;
        }

        yield return "en-US";
        yield return "en";
    }

    private static string UserFolder() => Path.DirectorySeparatorChar == '\\'
        ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.MyDocuments), "PowerShell", "Help")
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "powershell", "Help");

    private static Dictionary<string, string> Parameters(XElement entry)
    {
        var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var parameter in Child(entry, "parameters")?.Elements() ?? [])
        {
            if (Child(parameter, "name")?.Value.Trim() is { Length: > 0 } name && Text(parameter) is { } text)
            {
                parameters[name] = text;
            }
        }

        return parameters;
    }

    private static string? Name(XElement entry) => Child(entry, "details") is { } details ? Child(details, "name")?.Value.Trim() : null;

    /// <summary>The first paragraph of a description.</summary>
    private static string? Text(XElement? described) => described is not null && Child(described, "description")?.Elements().FirstOrDefault()?.Value is { } text && text.Trim().Length > 0 ? text : null;

    private static XElement? Child(XElement parent, string name) => parent.Elements().FirstOrDefault(element => element.Name.LocalName == name);
}
