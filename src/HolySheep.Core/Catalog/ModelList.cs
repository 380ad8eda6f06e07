using System.Collections.Generic;

namespace HolySheep.Catalog;

/// <summary>The models that can be requested.</summary>
/// <param name="Models">One entry per provider and model, by provider and id.</param>
/// <param name="Warnings">Why a provider could not be asked, one line each.</param>
public sealed record ModelList(IReadOnlyList<ModelInfo> Models, IReadOnlyList<string> Warnings);
