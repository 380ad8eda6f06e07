using System;
using System.IO;
using System.Linq;
using System.Reflection;

namespace HolySheep.Help;

/// <summary>Writes the help file of a cmdlet assembly: <c>ASSEMBLY REFERENCES PAGES MANIFEST OUTPUT</c>.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        if (args is not [var assembly, var references, var pages, var manifest, var output])
        {
            Console.Error.WriteLine("Usage: HolySheep.Help ASSEMBLY FILE-THAT-LISTS-REFERENCES FOLDER-OF-PAGES MODULE-MANIFEST OUTPUT");
            return 2;
        }

        OnlinePages online;
        try
        {
            online = OnlinePages.Read(manifest);
        }
        catch (InvalidDataException exception)
        {
            // In this form it is an error of the build.
            Console.Error.WriteLine($"{manifest} : error : {exception.Message}");
            return 1;
        }

        // Loaded for reflection only: the cmdlets are built for another host.
        using var context = new MetadataLoadContext(new PathAssemblyResolver([assembly, .. File.ReadLines(references)]), "System.Runtime");
        var comments = DocComments.Load(Path.ChangeExtension(assembly, ".xml"));
        var cmdlets = CmdletShape.Of(context.LoadFromAssemblyPath(assembly)).OrderBy(cmdlet => cmdlet.Name, StringComparer.Ordinal);
        var help = MamlDocument.Of(cmdlets, comments, cmdlet => HelpPage.Read(Path.Combine(pages, cmdlet.Name + ".md")), online);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(output))!);
        help.Save(output);
        return 0;
    }
}
