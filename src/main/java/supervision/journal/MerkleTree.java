package supervision.journal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The Merkle tree of RFC 9162, section 2.1, with SHA-256: its root commits to a whole list of receipts, and a few hashes show
 * that one receipt is in the list. Hashes of leaves and of inner nodes begin
 * with different bytes, so that neither can be passed off as the other.
 */
public final class MerkleTree {

    /** Bytes of a hash. */
    public static final int HASH = 32;

    private MerkleTree() {}

    /** Hash of a leaf. */
    public static byte[] leaf(byte[] entry) {
        MessageDigest digest = sha256();
        digest.update((byte) 0);
        return digest.digest(entry);
    }

    private static byte[] node(byte[] left, byte[] right) {
        MessageDigest digest = sha256();
        digest.update((byte) 1);
        digest.update(left);
        return digest.digest(right);
    }

    /** Root of the tree over leaf hashes; that of an empty list is the hash of nothing. */
    public static byte[] root(List<byte[]> leaves) {
        if (leaves.isEmpty()) {
            return sha256().digest();
        }
        if (leaves.size() == 1) {
            return leaves.get(0);
        }
        int split = split(leaves.size());
        return node(root(leaves.subList(0, split)), root(leaves.subList(split, leaves.size())));
    }

    /** Roots of the complete subtrees of a tree, kept so that nothing has to be hashed again. */
    public interface Subtrees {

        /** Root of the subtree over 2^level leaves from place * 2^level on, counted from 0; at level 0 a leaf itself. */
        byte[] root(int level, long place);
    }

    /** Told the root of a complete subtree. */
    public interface Keeper {

        void keep(int level, long place, byte[] hash);
    }

    /**
     * Roots of the subtrees that a further leaf completes.
     *
     * @param at place of the leaf, from 0
     */
    public static void append(long at, byte[] leaf, Subtrees kept, Keeper keeper) {
        byte[] hash = leaf;
        long place = at;
        for (int level = 0; (place & 1) == 1; level++) {
            hash = node(kept.root(level, place - 1), hash);
            place >>= 1;
            keeper.keep(level + 1, place, hash);
        }
    }

    /** Root of the tree over the first leaves. */
    public static byte[] root(long size, Subtrees kept) {
        return size == 0 ? sha256().digest() : rest(size, Long.SIZE - 1, kept);
    }

    /** Root over the last leaves, those of the subtrees below a level. */
    private static byte[] rest(long size, int below, Subtrees kept) {
        byte[] hash = null;
        for (int level = 0; level < below; level++) {
            if ((size >> level & 1) == 1) {
                byte[] left = kept.root(level, (size >> level) - 1);
                hash = hash == null ? left : node(left, hash);
            }
        }
        return Objects.requireNonNull(hash);
    }

    /**
     * Hashes that lead from a leaf to the root, from the bottom up (section 2.1.3.1).
     *
     * @param at place of the leaf, from 0
     * @param size of the tree
     */
    public static List<byte[]> inclusion(long at, long size, Subtrees kept) {
        if (at < 0 || at >= size) {
            throw new IllegalArgumentException("no leaf " + at + " in a tree of " + size);
        }
        List<byte[]> path = new ArrayList<>();
        long node = at;
        long last = size - 1;
        for (int level = 0; last > 0; level++) {
            long sibling = node ^ 1;
            if (sibling < last) {
                path.add(kept.root(level, sibling));
            } else if (sibling == last) {
                // the last one may lack leaves
                boolean complete = size == last + 1 << level;
                path.add(complete ? kept.root(level, sibling) : rest(size, level, kept));
            }
            node >>= 1;
            last >>= 1;
        }
        return List.copyOf(path);
    }

    /** Whether the path leads from the leaf to the root (section 2.1.3.2). */
    public static boolean includes(byte[] leaf, long at, long size, List<byte[]> path, byte[] root) {
        if (at < 0 || at >= size) {
            return false;
        }
        long node = at;
        long last = size - 1;
        byte[] hash = leaf;
        for (byte[] sibling : path) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                hash = node(sibling, hash);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                hash = node(hash, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && Arrays.equals(hash, root);
    }

    /** A tree that grows by leaves and keeps no more than the roots of its complete subtrees. */
    public static final class Growing {

        /** From the largest to the smallest: one for each bit of the size. */
        private final List<byte[]> roots = new ArrayList<>();

        private long size;

        /** Adds the hash of a leaf. */
        public void add(byte[] leaf) {
            byte[] root = leaf;
            for (long rest = size; (rest & 1) == 1; rest >>= 1) {
                root = node(roots.remove(roots.size() - 1), root);
            }
            roots.add(root);
            size++;
        }

        /** The same as {@link MerkleTree#root} over all leaves. */
        public byte[] root() {
            if (roots.isEmpty()) {
                return MerkleTree.root(List.of());
            }
            byte[] root = roots.get(roots.size() - 1);
            for (int at = roots.size() - 2; at >= 0; at--) {
                root = node(roots.get(at), root);
            }
            return root;
        }
    }

    /** The largest power of two below a size. */
    private static int split(int size) {
        return Integer.highestOneBit(size - 1);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
