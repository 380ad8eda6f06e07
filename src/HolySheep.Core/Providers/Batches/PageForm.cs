using System;
using System.Text.Json;

namespace HolySheep.Providers.Batches;

/// <summary>How an API lists what it has, page by page.</summary>
/// <param name="Items">The member that holds the items.</param>
/// <param name="Address">The address of a page, from the mark that the page before it gave; null for the first.</param>
/// <param name="Next">Reads the mark of the next page from a page and its 0-based number; null at the last.</param>
internal sealed record PageForm(string Items, Func<string?, Uri> Address, Func<JsonElement, int, string?> Next);
