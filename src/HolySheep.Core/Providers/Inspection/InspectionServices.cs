using System;
using System.Collections.Generic;
using HolySheep.Catalog;
using HolySheep.Configuration.Masking;
using HolySheep.Health;

namespace HolySheep.Providers.Inspection;

/// <summary>The services for listing and testing providers.</summary>
/// <param name="TimeProvider">The clock.</param>
/// <param name="Mask">Hides keys in what providers say.</param>
/// <param name="Providers">The providers by name.</param>
/// <param name="RefusedKeys">Keys that a provider refused.</param>
/// <param name="Listed">Keeps what lists say of their models.</param>
internal sealed record InspectionServices(TimeProvider TimeProvider, SecretMask Mask, IReadOnlyDictionary<string, IChatProvider> Providers, RefusedKeys RefusedKeys, ListedModels Listed);
