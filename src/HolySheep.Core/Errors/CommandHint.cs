namespace HolySheep.Errors;

/// <summary>What to type next, at either door.</summary>
internal static class CommandHint
{
    /// <summary>How to test a provider.</summary>
    public static string Test(string provider) => $"'holysheep providers test {provider}', or Test-HolySheepProvider {provider}";

    /// <summary>How to see how all targets fare.</summary>
    public static string Health => "'holysheep health', or Get-HolySheepHealth";

    /// <summary>How to list a provider's models.</summary>
    public static string Models(string provider) => $"'holysheep models --provider {provider}', or Get-HolySheepModel -Provider {provider}";
}
