namespace MeshActors.Mesh.Registry.Entries.Allocation;

/// <summary>
/// Hands out the addresses of a range one after the other, so that what was given back is given away again as late as possible:
/// clients remember names for a while.
/// </summary>
internal sealed class AddressPool(AddressRange range)
{
    private UInt128 _next = range.First;
    private bool _isExhausted;

    public AddressRange Range => range;

    /// <returns>false where every address is claimed</returns>
    public bool TryTake(AddressClaims claims, out UInt128 address)
    {
        address = _next;
        if (_isExhausted || range.First > range.Last)
        {
            return false;
        }

        while (claims.IsClaimed(address))
        {
            address = After(address);
            if (address == _next)
            {
                _isExhausted = true;
                return false;
            }
        }

        _next = After(address);
        return true;
    }

    /// <summary>Tells that nobody claims an address any more.</summary>
    public void Release(UInt128 address) => _isExhausted &= !range.Contains(address);

    private UInt128 After(UInt128 address) => address >= range.Last ? range.First : address + 1;
}
