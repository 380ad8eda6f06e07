using System;

namespace HolySheep.Providers.Embeddings;

/// <summary>A wire whose providers also give embeddings.</summary>
internal interface IEmbeddingsAddress
{
    /// <summary>Where embeddings are asked for.</summary>
    Uri EmbeddingsAddress(ProviderCall call);
}
