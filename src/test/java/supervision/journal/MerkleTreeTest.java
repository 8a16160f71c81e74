package supervision.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {

    /** Entries and roots that logs of certificates have published for their tests. */
    private static final List<byte[]> LEAVES = Stream.of(
                    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
            .map(HexFormat.of()::parseHex)
            .map(MerkleTree::leaf)
            .toList();

    private static final List<String> ROOTS = List.of(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    @Test
    void rootsAreThoseOfThePublishedVectors() {
        for (int size = 0; size <= LEAVES.size(); size++) {
            assertThat(HexFormat.of().formatHex(MerkleTree.root(LEAVES.subList(0, size))))
                    .as("root of %s leaves", size)
                    .isEqualTo(ROOTS.get(size));
        }
    }

    /** Paths of those tests: of a leaf in a tree of a size. */
    @Test
    void pathsAreThoseOfThePublishedVectors() {
        assertThat(published(0, 1)).isEmpty();
        assertThat(published(0, 8))
                .containsExactly(
                        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4");
        assertThat(published(5, 8))
                .containsExactly(
                        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");
        assertThat(published(2, 3)).containsExactly("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125");
        assertThat(published(1, 5))
                .containsExactly(
                        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b");
    }

    private static List<String> published(int at, int size) {
        return MerkleTree.inclusion(at, size, kept(LEAVES.subList(0, size))).stream()
                .map(HexFormat.of()::formatHex)
                .toList();
    }

    /** What is kept gives the same roots and paths as the tree hashed anew as the RFC defines it. */
    @Test
    void keptSubtreesGiveWhatTheWholeTreeGives() {
        List<byte[]> leaves = leaves(200);
        for (int size = 0; size <= 200; size++) {
            sameAsTheWhole(leaves.subList(0, size), IntStream.range(0, size));
        }
    }

    @Test
    void soTheyDoInLargerTrees() {
        long seed = Long.getLong("seed", 20261122);
        System.out.println("MerkleTreeTest: -Dseed=" + seed);
        Random random = new Random(seed);
        for (int tree = 0; tree < 5; tree++) {
            int size = 200 + random.nextInt(20_000);
            sameAsTheWhole(leaves(size), random.ints(10, 0, size));
        }
    }

    private static void sameAsTheWhole(List<byte[]> leaves, IntStream places) {
        MerkleTree.Subtrees kept = kept(leaves);
        byte[] root = MerkleTree.root(leaves);
        assertThat(MerkleTree.root(leaves.size(), kept))
                .as("root of %s", leaves.size())
                .isEqualTo(root);
        places.forEach(at -> {
            List<byte[]> path = new ArrayList<>();
            path(at, leaves, path);
            assertThat(MerkleTree.inclusion(at, leaves.size(), kept))
                    .as("leaf %s of %s", at, leaves.size())
                    .usingElementComparator(Arrays::compare)
                    .isEqualTo(path);
            assertThat(MerkleTree.includes(leaves.get(at), at, leaves.size(), path, root))
                    .isTrue();
        });
    }

    /** Section 2.1.3.1, word for word. */
    private static void path(int at, List<byte[]> leaves, List<byte[]> path) {
        if (leaves.size() == 1) {
            return;
        }
        int split = Integer.highestOneBit(leaves.size() - 1);
        if (at < split) {
            path(at, leaves.subList(0, split), path);
            path.add(MerkleTree.root(leaves.subList(split, leaves.size())));
        } else {
            path(at - split, leaves.subList(split, leaves.size()), path);
            path.add(MerkleTree.root(leaves.subList(0, split)));
        }
    }

    /** As a journal keeps them that grew to this size. */
    private static MerkleTree.Subtrees kept(List<byte[]> leaves) {
        Map<List<Long>, byte[]> kept = new HashMap<>();
        MerkleTree.Subtrees subtrees = (level, place) -> level == 0
                ? leaves.get(Math.toIntExact(place))
                : Objects.requireNonNull(kept.get(List.of((long) level, place)));
        for (int at = 0; at < leaves.size(); at++) {
            MerkleTree.append(
                    at,
                    leaves.get(at),
                    subtrees,
                    (level, place, hash) -> assertThat(kept.put(List.of((long) level, place), hash))
                            .isNull());
        }
        // one hash a leaf, whatever the size
        assertThat(kept.size()).isLessThanOrEqualTo(leaves.size());
        return subtrees;
    }

    @Test
    void aTreeThatGrowsHasTheSameRoots() {
        MerkleTree.Growing tree = new MerkleTree.Growing();
        for (int size = 0; size <= 40; size++) {
            assertThat(tree.root()).as("root of %s leaves", size).isEqualTo(MerkleTree.root(leaves(size)));
            tree.add(leaves(size + 1).get(size));
        }
    }

    @Test
    void eachLeafIsShownToBeInTheTreeAndNoOther() {
        for (int size = 1; size <= 40; size++) {
            List<byte[]> leaves = leaves(size);
            byte[] root = MerkleTree.root(leaves);
            for (int at = 0; at < size; at++) {
                List<byte[]> path = MerkleTree.inclusion(at, size, kept(leaves));
                assertThat(MerkleTree.includes(leaves.get(at), at, size, path, root))
                        .as("leaf %s of %s", at, size)
                        .isTrue();
                assertThat(MerkleTree.includes(MerkleTree.leaf(new byte[] {1}), at, size, path, root))
                        .isFalse();
                assertThat(MerkleTree.includes(leaves.get(at), (at + 1) % size, size, path, root))
                        .isEqualTo(size == 1);
                if (!path.isEmpty()) {
                    assertThat(MerkleTree.includes(leaves.get(at), at, size, path.subList(1, path.size()), root))
                            .isFalse();
                }
            }
        }
    }

    private static List<byte[]> leaves(int size) {
        List<byte[]> leaves = new ArrayList<>();
        for (int at = 0; at < size; at++) {
            leaves.add(MerkleTree.leaf(new byte[] {(byte) at, (byte) (at >> 8), 7}));
        }
        return leaves;
    }
}
