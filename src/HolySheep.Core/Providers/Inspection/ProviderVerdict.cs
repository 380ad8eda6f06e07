namespace HolySheep.Providers.Inspection;

/// <summary>The verdict of a provider's test.</summary>
public enum ProviderVerdict
{
    /// <summary>The provider answers and accepts the key.</summary>
    Fine,

    /// <summary>No key was found.</summary>
    KeyMissing,

    /// <summary>The address lacks a part that the configuration or a variable has to give.</summary>
    SettingMissing,

    /// <summary>The key was refused, or is not allowed to list the models.</summary>
    KeyRefused,

    /// <summary>The host name has no address.</summary>
    DnsFailed,

    /// <summary>No server listens at the address, or the connection broke.</summary>
    Unreachable,

    /// <summary>No secure connection could be made.</summary>
    TlsFailed,

    /// <summary>The proxy refused or could not be reached.</summary>
    ProxyFailed,

    /// <summary>No reply came in time.</summary>
    Timeout,

    /// <summary>The provider failed on its side (5xx).</summary>
    ProviderFailed,

    /// <summary>The provider asks for fewer requests, or its account has no quota left.</summary>
    RateLimited,

    /// <summary>The provider does not list the model.</summary>
    ModelUnknown,

    /// <summary>The reply is not what a provider of this kind sends.</summary>
    ReplyUnexpected,
}
