using System.Reflection;

namespace HolySheep.Cli;

/// <summary>The version of the product, as the manifest says it.</summary>
internal static class ProductVersion
{
    public static string Text => typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
