using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace HolySheep.PowerShell.Tests.Loading;

/// <summary>What an assembly's file says of itself, without loading it.</summary>
/// <param name="Name">Its simple name.</param>
/// <param name="Version">Its version.</param>
/// <param name="References">The names and versions of the assemblies it refers to.</param>
internal sealed record LibraryFile(string Name, Version Version, IReadOnlyList<(string Name, Version Version)> References)
{
    /// <summary>The assemblies of a folder, without its subfolders; native libraries are left out.</summary>
    internal static IReadOnlyList<LibraryFile> Folder(string folder) =>
        [.. Directory.GetFiles(folder, "*.dll").Select(Read).OfType<LibraryFile>()];

    private static LibraryFile? Read(string file)
    {
        using var image = new PEReader(File.OpenRead(file));
        if (!image.HasMetadata || image.GetMetadataReader() is not { IsAssembly: true } metadata)
        {
            return null;
        }

        var self = metadata.GetAssemblyDefinition();
        var references = metadata.AssemblyReferences.Select(metadata.GetAssemblyReference)
            .Select(reference => (metadata.GetString(reference.Name), reference.Version)).ToList();
        return new LibraryFile(metadata.GetString(self.Name), self.Version, references);
    }
}
