using System;
using System.Linq;

namespace HolySheep.Configuration;

/// <summary>The spellings of an Azure address: the endpoint of a resource, its v1 interface, or its deployments with a dated <c>api-version</c>.</summary>
internal static class AzureUrl
{
    /// <summary>The part of the older addresses that the name of a deployment follows.</summary>
    public const string Deployments = "/deployments";

    private const string Root = "/openai";
    private const string Version = "/v1";
    private const string VersionName = "api-version";

    // What people copy from the portal and from samples.
    private static readonly string[] Operations = ["/chat/completions", "/responses", "/models"];

    // With these, the v1 interface is meant.
    private static readonly string[] CurrentVersions = ["v1", "preview", "latest"];

    /// <summary>The address that paths are appended to, with its query: it ends in <c>/v1</c>, or in <c>/deployments</c> or the name of a deployment.</summary>
    public static Uri Normalise(Uri given)
    {
        var path = given.AbsolutePath.TrimEnd('/');
        path = path.Substring(0, path.Length - (Operations.FirstOrDefault(operation => path.EndsWith(operation, StringComparison.OrdinalIgnoreCase))?.Length ?? 0));
        return new Uri(given.GetLeftPart(UriPartial.Authority) + Complete(path, given.Query) + given.Query);
    }

    /// <summary>Whether the address has deployments in its path.</summary>
    public static bool HasDeployments(Uri address) => DeploymentsAt(address.AbsolutePath) >= 0;

    /// <summary>The path before the deployments, such as <c>/openai</c>.</summary>
    public static string RootOf(Uri address) => address.AbsolutePath.Substring(0, DeploymentsAt(address.AbsolutePath));

    /// <summary>Whether the address names the deployment, so that every model is asked there.</summary>
    public static bool NamesDeployment(Uri address) => !address.AbsolutePath.EndsWith(Deployments, StringComparison.OrdinalIgnoreCase);

    private static string Complete(string path, string query)
    {
        if (DeploymentsAt(path) >= 0 || path.EndsWith(Version, StringComparison.OrdinalIgnoreCase))
        {
            return path;
        }

        var root = path.EndsWith(Root, StringComparison.OrdinalIgnoreCase) ? path : path + Root;
        return root + (IsDated(query) ? Deployments : Version);
    }

    private static int DeploymentsAt(string path)
    {
        var at = path.LastIndexOf(Deployments, StringComparison.OrdinalIgnoreCase);
        return at >= 0 && (at + Deployments.Length == path.Length || path[at + Deployments.Length] == '/') ? at : -1;
    }

    private static bool IsDated(string query) => query.TrimStart('?').Split('&').Select(pair => pair.Split('='))
        .Any(pair => pair.Length == 2 && pair[0].Equals(VersionName, StringComparison.OrdinalIgnoreCase) && !CurrentVersions.Contains(pair[1], StringComparer.OrdinalIgnoreCase));
}
