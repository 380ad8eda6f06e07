using System.IO;
using System.Text;

namespace HolySheep.Configuration.Keys;

/// <summary>The file of a provider's stored key: <c>keys/NAME.key</c> beside the configuration file, which <c>file:</c> references reach too.</summary>
internal static class StoredKeyPath
{
    private const string Extension = ".key";

    /// <summary>The folder of stored keys, beside a configuration file.</summary>
    public static string Folder(string configurationFolder) => Path.Combine(configurationFolder, "keys");

    /// <summary>The file of a provider.</summary>
    public static string Of(string folder, string provider) => Path.Combine(folder, Encode(provider) + Extension);

    /// <summary>The reference to a file, as lists of keys show it.</summary>
    public static string Reference(string path) => new KeyReference(KeySource.File, path).ToString();

    /// <summary>The provider of a file; null if the name is not that of a stored key.</summary>
    public static string? ProviderOf(string path)
    {
        var name = Path.GetFileName(path);
        return name.EndsWith(Extension, System.StringComparison.Ordinal) ? System.Uri.UnescapeDataString(name.Substring(0, name.Length - Extension.Length)) : null;
    }

    // A name may hold anything but '/': no name leaves the folder, begins with a dot or means a device.
    private static string Encode(string name)
    {
        var text = new StringBuilder();
        foreach (var octet in Encoding.UTF8.GetBytes(name))
        {
            var character = (char)octet;
            var plain = character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '_' || (character == '.' && text.Length > 0);
            text.Append(plain ? character.ToString() : $"%{octet:X2}");
        }

        return text.ToString();
    }
}
