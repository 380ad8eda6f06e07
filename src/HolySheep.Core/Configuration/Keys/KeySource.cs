namespace HolySheep.Configuration.Keys;

/// <summary>A kind of place for keys.</summary>
public enum KeySource
{
    /// <summary>An environment variable.</summary>
    Environment,

    /// <summary>A file that only its owner can read.</summary>
    File,

    /// <summary>A vault of SecretManagement.</summary>
    Vault,

    /// <summary>A program that prints the key.</summary>
    Command,
}
