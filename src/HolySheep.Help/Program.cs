using System;
using System.IO;
using System.Linq;
using System.Reflection;

namespace HolySheep.Help;

/// <summary>Writes the help file of a cmdlet assembly: <c>ASSEMBLY REFERENCES PAGES OUTPUT</c>.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        if (args is not [var assembly, var references, var pages, var output])
        {
            Console.Error.WriteLine("Usage: HolySheep.Help ASSEMBLY FILE-THAT-LISTS-REFERENCES FOLDER-OF-PAGES OUTPUT");
            return 2;
        }

        // Loaded for reflection only: the cmdlets are built for another host.
        using var context = new MetadataLoadContext(new PathAssemblyResolver([assembly, .. File.ReadLines(references)]), "System.Runtime");
        var comments = DocComments.Load(Path.ChangeExtension(assembly, ".xml"));
        var cmdlets = CmdletShape.Of(context.LoadFromAssemblyPath(assembly)).OrderBy(cmdlet => cmdlet.Name, StringComparer.Ordinal);
        var help = MamlDocument.Of(cmdlets, comments, cmdlet => HelpPage.Read(Path.Combine(pages, cmdlet.Name + ".md")));
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(output))!);
        help.Save(output);
        return 0;
    }
}
