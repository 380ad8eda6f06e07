using System;
using System.Linq;
using HolySheep.Configuration;

namespace HolySheep.Providers.Batches.Gemini;

/// <summary>The addresses of Gemini's files and batches; names such as <c>files/x</c> are a part of them.</summary>
internal sealed class GeminiPlaces(Uri baseUrl)
{
    public Uri Files { get; } = BaseUrl.Append(baseUrl, "/files");

    public Uri Batches { get; } = BaseUrl.Append(baseUrl, "/batches");

    /// <summary>Where an upload begins.</summary>
    public Uri Upload { get; } = Before(baseUrl, "/upload", "/files");

    /// <summary>Where what a file holds is read.</summary>
    public Uri Download(string name) => BaseUrl.With(Before(baseUrl, "/download", "/" + Escape(name) + ":download"), "alt=media");

    /// <summary>The address of a file or batch.</summary>
    public Uri Of(string name, string operation = "") => BaseUrl.Append(baseUrl, "/" + Escape(name) + operation);

    /// <summary>Whether an address is of the same server, so that it may see the key.</summary>
    public bool IsOwn(Uri address) => address.Scheme == baseUrl.Scheme && address.Authority == baseUrl.Authority;

    private static Uri Before(Uri address, string before, string path) =>
        new(address.GetLeftPart(UriPartial.Authority) + before + address.AbsolutePath.TrimEnd('/') + path + address.Query);

    private static string Escape(string name) => string.Join("/", name.Split('/').Select(Uri.EscapeDataString));
}
