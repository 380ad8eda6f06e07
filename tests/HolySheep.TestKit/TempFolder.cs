using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace HolySheep.TestKit;

/// <summary>The one way to a temporary folder for a test: when it is disposed, no file in it but those that the test itself wrote may show the marked key.</summary>
public sealed class TempFolder : IDisposable
{
    private const string InMemory = "/dev/shm";
    private readonly HashSet<string> _written = new(StringComparer.Ordinal);

    /// <summary>Makes the folder.</summary>
    /// <param name="name">What it is for; a part of its name.</param>
    /// <param name="inMemory">True lays it in memory where the system has a folder for that: it has nothing that survives a power cut.</param>
    public TempFolder(string name, bool inMemory = false) =>
        Path = inMemory && Directory.Exists(InMemory)
            ? Directory.CreateDirectory(System.IO.Path.Combine(InMemory, $"holysheep-{name}-{Guid.NewGuid():N}")).FullName
            : Directory.CreateTempSubdirectory($"holysheep-{name}-").FullName;

    /// <summary>The full path.</summary>
    public string Path { get; }

    /// <summary>The path of something in the folder.</summary>
    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>Writes a file, and its folder where there is none, and gives its path; it may hold the marked key.</summary>
    public string Write(string name, string text)
    {
        string path = this[name];
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        if (text.Contains(KeyMarker.Value, StringComparison.Ordinal))
        {
            _written.Add(path);
        }

        return path;
    }

    /// <summary>Looks for the marked key in every file that the test did not write by <see cref="Write"/>.</summary>
    /// <exception cref="InvalidOperationException">The product wrote the key down.</exception>
    public void Check()
    {
        var leaks = KeyMarker.FindIn(Path).Where(place => !_written.Any(path => place.StartsWith(path + " ", StringComparison.Ordinal))).ToList();
        if (leaks.Count > 0)
        {
            throw new InvalidOperationException("The key was written to " + string.Join(", ", leaks));
        }
    }

    /// <summary>Checks the folder and removes it.</summary>
    /// <exception cref="InvalidOperationException">The product wrote the key down.</exception>
    public void Dispose()
    {
        if (!Directory.Exists(Path))
        {
            return;
        }

        try
        {
            Check();
        }
        finally
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
