using System.IO;
using HolySheep.Files;

namespace HolySheep.Configuration.Keys;

/// <summary>The file of a provider's stored key: <c>keys/NAME.key</c> beside the configuration file, which <c>file:</c> references reach too.</summary>
internal static class StoredKeyPath
{
    private const string Extension = ".key";

    /// <summary>The folder of stored keys, beside a configuration file.</summary>
    public static string Folder(string configurationFolder) => Path.Combine(configurationFolder, "keys");

    /// <summary>The file of a provider.</summary>
    public static string Of(string folder, string provider) => Path.Combine(folder, EncodedFileName.Of(provider) + Extension);

    /// <summary>The reference to a file, as lists of keys show it.</summary>
    public static string Reference(string path) => new KeyReference(KeySource.File, path).ToString();

    /// <summary>The provider of a file; null if the name is not that of a stored key.</summary>
    public static string? ProviderOf(string path)
    {
        var name = Path.GetFileName(path);
        return name.EndsWith(Extension, System.StringComparison.Ordinal) ? EncodedFileName.Read(name.Substring(0, name.Length - Extension.Length)) : null;
    }
}
