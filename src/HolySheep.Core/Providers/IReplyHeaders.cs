using System.Net.Http.Headers;
using HolySheep.Providers.Exchange;

namespace HolySheep.Providers;

/// <summary>A wire whose replies say something of the answer in their headers.</summary>
internal interface IReplyHeaders
{
    /// <summary>Notes what the caller should know.</summary>
    void Read(HttpResponseHeaders headers, WireNotes notes);
}
