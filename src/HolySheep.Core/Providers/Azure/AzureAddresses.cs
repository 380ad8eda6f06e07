using System;
using HolySheep.Configuration;

namespace HolySheep.Providers.Azure;

/// <summary>The addresses of an Azure resource. In the older form a deployment in the base URL answers for every model; otherwise the model is the name of the deployment.</summary>
internal sealed class AzureAddresses(Uri baseUrl)
{
    private readonly bool _hasDeployments = AzureUrl.HasDeployments(baseUrl);

    public Uri Models => OfResource("/models");

    public Uri Files => OfResource("/files");

    public Uri Batches => OfResource("/batches");

    public Uri Chat(string model) => OfModel(model, "/chat/completions");

    public Uri Embeddings(string model) => OfModel(model, "/embeddings");

    /// <summary>Responses have no deployment in their path.</summary>
    public Uri Responses => OfResource("/responses");

    private Uri OfModel(string model, string path) => BaseUrl.Append(baseUrl, (_hasDeployments && !AzureUrl.NamesDeployment(baseUrl) ? "/" + Uri.EscapeDataString(model) : "") + path);

    private Uri OfResource(string path) =>
        _hasDeployments ? new(baseUrl.GetLeftPart(UriPartial.Authority) + AzureUrl.RootOf(baseUrl) + path + baseUrl.Query) : BaseUrl.Append(baseUrl, path);
}
